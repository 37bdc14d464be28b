// A collation made ready: strings become sort keys, which are equal as bytes exactly if the strings
// are equal under the collation. ICU is known in this room alone.
#pragma once

#include <compare>
#include <memory>
#include <profilestore/collation.hpp>
#include <string>
#include <string_view>

struct UCollator;  // ICU's

namespace profilestore::keys {

/// Several threads may use one Collator, and copies of it, at the same time.
class Collator {
 public:
  /// Throws InvalidInput for a strength that collation_of() would not give.
  explicit Collator(const Collation& collation);

  /// Bytes that order and equal as the strings do; no NUL byte is among them. Bytes that are no
  /// UTF-8 count as U+FFFD. REQUIRES: `text` is no larger than a document may be.
  std::string sort_key(std::string_view text) const;

  /// The order of two strings: that of their sort keys.
  std::weak_ordering compare(std::string_view a, std::string_view b) const;

  /// ICU's version of its weights, "153.120". A sort key means nothing under another one: whoever
  /// stores sort keys stores this beside them, and makes them anew when it differs.
  std::string version() const;

 private:
  std::shared_ptr<const UCollator> collator_;
};

}  // namespace profilestore::keys
