#include "splicing/splice.hpp"

#include <algorithm>

#include "extjson/normal_fields.hpp"

namespace profilestore::splicing {
namespace {

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

}  // namespace

Splice::Splice(const Part& parts, std::string_view text) : text_(text) {
  possible_ = take(text, parts, fields_);
}

// Adds the parts that the object has to the small document's text.
bool Splice::take(std::string_view object, const Part& part, std::vector<Held>& fields) {
  part_ += '{';
  std::size_t at = 0;
  while (fields.size() < part.parts.size()) {
    const auto field = extjson::next_field(object, at);
    if (!field) break;
    const Part* const found = part_spelled(part, field->name);
    if (found == nullptr) continue;
    if (!fields.empty()) part_ += ',';
    const bool whole =
        found->whole || !field->value.starts_with('{') || may_be_wrapper(field->value);
    fields.push_back({found, field->whole, field->value, whole});
    if (!take_field(fields.back())) return false;
  }
  part_ += '}';
  return fields.size() == part.parts.size() || is_at_end(object, at);
}

bool Splice::take_field(Held& field) {
  if (field.taken_whole) {
    part_ += field.whole;
    return true;
  }
  write_name(part_, field.part->spelled);
  return take(field.value, *field.part, field.fields);
}

std::string Splice::text_with(const Document& part) const {
  std::string out;
  out.reserve(text_.size() + part_.size());
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
    out.append(Value(field.key()).dump()).append(":").append(field.value().dump());
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
    out += value.dump();
  else
    write(out, field.value, field.fields, value);
}

}  // namespace profilestore::splicing
