// The steps of profilestore::Normalise made ready: the form of a value that is compared.
#pragma once

#include <profilestore/document.hpp>
#include <profilestore/normalise.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore::keys {

/// Two values of a path are one key exactly if their normal forms are equal. The form of a normal
/// form is itself. Several threads may use one at the same time.
class Normaliser {
 public:
  explicit Normaliser(const std::vector<Normalise::Step>& steps);

  bool any() const { return trim_ || nfc_ || fold_ || email_ || digits_ || hex_id_; }

  /// The normal form of a text, but for hex-id, which makes another type of it.
  std::string text(std::string_view text) const;

  /// The normal form of a value, and of all that is in it. Stored on disk as the key that encode()
  /// makes of it: do not change; tests pin it.
  Value value(const Value& value) const;

 private:
  bool trim_ = false, nfc_ = false, fold_ = false, email_ = false, gmail_ = false, digits_ = false,
       hex_id_ = false;
};

}  // namespace profilestore::keys
