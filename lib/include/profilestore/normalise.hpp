// Which texts are one key although they are spelled in several ways: steps that bring a text into
// the form that is compared. What is stored stays as it was written.
#pragma once

#include <initializer_list>
#include <map>
#include <profilestore/document.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace profilestore {

class Paths;

/// The steps of an index, for all of its paths or for single ones:
///
///     UniqueIndex{.paths = "email", .normalise = {Normalise::email}}
///     UniqueIndex{.paths = {"tenant", "email"}, .normalise = {{"email", {Normalise::email}}}}
///
/// Their order does not matter. Texts inside arrays and objects count too, names of fields do not.
class Normalise {
 public:
  /// A step: what it makes equal.
  enum Step {
    trim,       ///< white space at both ends, no-break and zero-width spaces included, is ignored
    nfc,        ///< é as one character = é as two: Unicode's form NFC
    fold_case,  ///< "case": Unicode's full case folding: ß = SS, Σ = σ = ς; é ≠ e
    email,   ///< trim, nfc and fold_case; the host in IDNA's form: büro.example = xn--bro-hoa…
    gmail,   ///< email; of gmail.com and googlemail.com, which are one host, without the dots
             ///< and what follows a + before the @
    digits,  ///< telephone numbers: digits, and whether + or 00 leads; +44 (0)20 1 = 0044201. A
             ///< text with anything but digits, white space and - + . / ( ) is left as it is. A
             ///< number without a fraction is its digits.
    hex_id,  ///< "hex-id": 24 hexadecimal digits are the ObjectId that they spell
  };

  /// No step: texts are compared as they are.
  Normalise() = default;
  /// Steps for every path of the index.
  Normalise(std::initializer_list<Step> steps);
  /// Steps for single paths of the index, by name.
  Normalise(std::initializer_list<std::pair<const std::string, std::vector<Step>>> steps);

  /// Adds steps for one path; for every path, if `path` is empty.
  void add(const std::string& path, const std::vector<Step>& steps);

  /// Whether there is no step.
  bool empty() const { return steps_.empty(); }

  /// The steps for a path, each once, in the order in which they are listed above.
  std::vector<Step> at(const std::string& path) const;

  /// The same for an index over `paths`, each path by its own name. Throws InvalidInput (67) for a
  /// path that is none of them.
  Normalise over(const Paths& paths) const;

  /// By path; "" stands for every one.
  const std::map<std::string, std::vector<Step>>& steps() const { return steps_; }

  bool operator==(const Normalise&) const = default;

 private:
  std::map<std::string, std::vector<Step>> steps_;
};

/// "trim", "nfc", "case", "email", "gmail", "digits", "hex-id". Stored on disk.
std::string_view name_of(Normalise::Step step);

/// The step of that name. Throws InvalidInput (2) that lists them all for another.
Normalise::Step step_of(std::string_view name);

/// ["email"] if all paths have these steps, or {"email": ["trim", "case"]}.
Value value_of(const Normalise& normalise);

/// What value_of() gives, or one name alone: "email". Throws InvalidInput (2) for anything else.
Normalise normalise_of(const Value& value);

}  // namespace profilestore
