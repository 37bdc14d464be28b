// A stored document of which only some parts are read and written: they are taken out of its text
// as a small document, which is changed by whoever knows how, and what was changed is put back into
// the text. All else stays as it stands.
//
// Whoever walks the paths from which the parts were made finds in the small document what it would
// find in the whole one: the same values, objects that have no other of their fields, arrays that
// are complete. What is new comes last, as it does in the whole one.
#pragma once

#include <profilestore/document.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "splicing/parts.hpp"

namespace profilestore::splicing {

class Splice {
 public:
  /// `text`: a document in normal form. REQUIRES: both outlive this.
  Splice(const Part& parts, std::string_view text);

  /// Whether it was possible: the text reads as one in normal form does.
  bool is_possible() const { return possible_; }

  /// The small document. Throws MalformedJson. REQUIRES, of this and the next: is_possible().
  Document part() const;

  /// The text of the whole document, with what the small one has become.
  std::string text_with(const Document& part) const;

 private:
  /// A field of the text that is a part, or has some.
  struct Held {
    const Part* part;
    std::string_view whole, value;
    bool taken_whole;
    std::vector<Held> fields = {};
  };

  static bool take(std::string_view object, const Part& part, std::vector<Held>& fields);
  static Document document_of(const std::vector<Held>& fields);
  void write(std::string& out, std::string_view object, const std::vector<Held>& fields,
             const Document& part) const;
  void write_field(std::string& out, const Held& field, const Value& value) const;

  std::string_view text_;
  std::vector<Held> fields_;
  bool possible_;
};

}  // namespace profilestore::splicing
