// Collation: which strings a unique index takes for equal, in MongoDB's words. No collation at all
// is binary comparison: every other byte is another string. Knows nothing of how strings compare.
#pragma once

#include <optional>
#include <profilestore/document.hpp>

namespace profilestore {

/// Strings compared by Unicode's collation algorithm, in the order that all languages without
/// rules of their own share; MongoDB's {locale: "en"}. Characters that Unicode ignores (NUL, other
/// controls, joiners) count at no strength. Several accents on one letter are looked at in the
/// order they stand in, which should be Unicode's; MongoDB's normalization: false.
struct Collation {
  /// 1: letters alone; 2: accents too; 3: case too.
  ///
  ///     1   é = É = e = E   ß = ss   ø = o
  ///     2   é = É ≠ e = E   ß ≠ ss   Σ = σ = ς   "case-insensitive"
  ///     3   é ≠ É           é in one character = é in two (e and U+0301)   1 = ١
  int strength = 3;
  /// Case counts at strength 1 and 2 as well: at 1, é = e ≠ E.
  bool case_level = false;

  bool operator==(const Collation&) const = default;
};

/// {"locale": "en", "strength": 2}, with "caseLevel": true where it is. Stored on disk.
Document document_of(const Collation& collation);

/// The collation that MongoDB's document names; nothing for {"locale": "simple"}, which is binary
/// comparison. `locale` is one that ICU knows, spelled as ICU does ("en_US"), and without rules of
/// its own: they all compare alike, so which one it was is not kept. (MongoDB has no "root" and no
/// "", which are accepted here.) A field may have MongoDB's default, as MongoDB lists it.
///
/// Throws InvalidInput with MongoDB's code: 2 for a locale that ICU does not know and for whatever
/// MongoDB has and this library has not (the language's own rules of "sv" or
/// "de@collation=phonebook", strength 4, numericOrdering, …), named; 9 for a strength out of
/// bounds; 14 for a value of the wrong type; 161 for another version of ICU; 40414 without a
/// locale; 40415 for an unknown field.
std::optional<Collation> collation_of(const Document& document);

}  // namespace profilestore
