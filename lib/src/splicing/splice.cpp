#include "splicing/splice.hpp"

#include <algorithm>

#include "document/integer_text.hpp"
#include "extjson/normal_fields.hpp"
#include "extjson/reader.hpp"
#include "extjson/text_sink.hpp"

namespace profilestore::splicing {
namespace {

constexpr std::size_t usual_growth = 256;
constexpr std::size_t longest_integer = 18;  // digits, of which every number fits

bool may_be_wrapper(std::string_view object) { return object.starts_with("{\"$"); }

// Of next_field(): whether it has found nothing since the object is over.
bool is_at_end(std::string_view object, std::size_t at) {
  if (at == 0) return object == "{}";
  return at + 1 == object.size() && object[at] == '}';
}

const Part* part_spelled(const Part& part, std::string_view spelled) {
  const auto found = std::ranges::find(part.parts, spelled, &Part::spelled);
  return found == part.parts.end() ? nullptr : &*found;
}

void write_name(std::string& out, std::string_view spelled) {
  out.append("\"").append(spelled).append("\":");
}

// The value that stands in `text`; `field` is that with its name.
Value value_of(std::string_view field, std::string_view text) {
  if (text.starts_with('"') && text.find('\\') == text.npos)
    return std::string(text.substr(1, text.size() - 2));
  if (text.size() <= longest_integer)
    if (const auto integer = document::integer_of_text<std::int64_t>(text)) return *integer;
  const Document alone = extjson::parse("{" + std::string(field) + "}");
  return alone.front();
}

// As dump() does.
void write_value(std::string& out, const Value& value) {
  if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    if (extjson::plain_prefix(text) == text.size()) {
      out.append(1, '"').append(text).append(1, '"');
      return;
    }
  } else if (value.type() == Value::value_t::number_integer) {
    out += std::to_string(value.get<std::int64_t>());
    return;
  }
  out += value.dump();
}

}  // namespace

Splice::Splice(const Part& parts, std::string_view text) : text_(text) {
  possible_ = take(text, parts, fields_);
}

bool Splice::take(std::string_view object, const Part& part, std::vector<Held>& fields) {
  fields.reserve(part.parts.size());
  std::size_t at = 0;
  while (fields.size() < part.parts.size()) {
    const auto field = extjson::next_field(object, at);
    if (!field) break;
    const Part* const found = part_spelled(part, field->name);
    if (found == nullptr) continue;
    const bool whole =
        found->whole || !field->value.starts_with('{') || may_be_wrapper(field->value);
    Held& held = fields.emplace_back(Held{found, field->whole, field->value, whole});
    if (!whole && !take(held.value, *found, held.fields)) return false;
  }
  return fields.size() == part.parts.size() || is_at_end(object, at);
}

Document Splice::part() const { return document_of(fields_); }

Document Splice::document_of(const std::vector<Held>& fields) {
  Document document = Document::object();
  auto& members = document.get_ref<Document::object_t&>();
  members.reserve(fields.size());
  for (const Held& field : fields)
    members.emplace_back(field.part->name, field.taken_whole ? value_of(field.whole, field.value)
                                                             : document_of(field.fields));
  return document;
}

std::string Splice::text_with(const Document& part) const {
  std::string out;
  out.reserve(text_.size() + usual_growth);
  write(out, text_, fields_, part);
  return out;
}

void Splice::write(std::string& out, std::string_view object, const std::vector<Held>& fields,
                   const Document& part) const {
  std::size_t at = 0;
  for (const Held& field : fields) {
    const auto begin = static_cast<std::size_t>(field.whole.data() - object.data());
    out.append(object.substr(at, begin - at));
    at = begin + field.whole.size();
    const auto value = part.find(field.part->name);
    if (value != part.end())
      write_field(out, field, *value);
    else if (object[at] == ',')
      ++at;
  }
  out.append(object.substr(at, object.size() - 1 - at));
  if (out.back() == ',') out.pop_back();  // the last field is gone, but not all of them
  for (auto field = part.begin(); field != part.end(); ++field) {
    const auto has_name = [&](const Held& held) { return held.part->name == field.key(); };
    if (std::ranges::any_of(fields, has_name)) continue;
    if (out.back() != '{') out += ',';
    write_value(out, Value(field.key()));
    out += ':';
    write_value(out, field.value());
  }
  out += '}';
}

void Splice::write_field(std::string& out, const Held& field, const Value& value) const {
  if (!field.part->written) {
    out += field.whole;
    return;
  }
  write_name(out, field.part->spelled);
  if (field.taken_whole)
    write_value(out, value);
  else
    write(out, field.value, field.fields, value);
}

}  // namespace profilestore::splicing
