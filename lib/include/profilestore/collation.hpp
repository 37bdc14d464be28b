// Collation: which strings an index, or a call, treats as equal, in MongoDB's terms. Without a
// collation, strings are compared byte by byte. Nothing here knows how strings are compared.
#pragma once

#include <optional>
#include <profilestore/document.hpp>
#include <string>

namespace profilestore {

/// Compares strings by the Unicode collation algorithm, in the order shared by all languages that
/// have no rules of their own: MongoDB's {locale: "en"}. Characters that Unicode ignores (NUL,
/// other controls, joiners) count at no strength. Several accents on one letter are compared in the
/// order in which they are stored, which should be Unicode's: MongoDB's normalization: false.
struct Collation {
  /// 1: base letters only; 2: also accents; 3: also case.
  ///
  ///     1   é = É = e = E   ß = ss   ø = o
  ///     2   é = É ≠ e = E   ß ≠ ss   Σ = σ = ς   "case-insensitive"
  ///     3   é ≠ É           é as one character = é as two (e and U+0301)   1 = ١
  int strength = 3;
  /// Case also counts at strengths 1 and 2: at 1, é = e ≠ E.
  bool case_level = false;
  /// The language as it was named, "fr". All that can be named compare alike; two indexes whose
  /// locales differ are different indexes.
  std::string locale = "en";

  bool operator==(const Collation&) const = default;
};

/// {"locale": "en", "strength": 2}, with "caseLevel": true if set. Stored on disk.
Document document_of(const Collation& collation);

/// The collation that MongoDB's document names; empty for {"locale": "simple"}, which is binary
/// comparison. `locale` must be known to ICU, spelled as ICU spells it ("en_US"), and have no rules
/// of its own: all such locales compare alike. Any field may have MongoDB's default, as MongoDB
/// lists it, and `version` the number of MongoDB's ICU, "57.1", or of the one that is used here.
///
/// Throws InvalidInput with MongoDB's code: 2 for an empty document, a locale that ICU does not
/// know and a strength out of range, and for what MongoDB supports and this library does not (rules
/// of a language such as "sv" or "de@collation=phonebook", strength 4, numericOrdering, …), which
/// the message names; 14 for a value of the wrong type; 161 for another version of ICU; 40414 for a
/// missing locale; 40415 for an unknown field.
std::optional<Collation> collation_of(const Document& document);

}  // namespace profilestore
