#include "pipeline/fields.hpp"

#include "document/type.hpp"
#include "evaluation/field_path.hpp"
#include "pipeline/refusal.hpp"

namespace profilestore::pipeline {

void set_field(Document& document, const document::Path& path, Value value) {
  Value* at = &document;
  const auto& segments = path.segments();
  for (std::size_t i = 0; i + 1 < segments.size(); ++i) {
    at = &(*at)[segments[i]];
    if (!document::is_plain_object(*at)) *at = Value::object();
  }
  (*at)[segments.back()] = std::move(value);
}

void remove_field(Document& document, const document::Path& path) {
  Value* at = &document;
  const auto& segments = path.segments();
  for (std::size_t i = 0; i + 1 < segments.size(); ++i) {
    if (!document::is_plain_object(*at)) return;
    const auto found = at->find(segments[i]);
    if (found == at->end()) return;
    at = &*found;
  }
  if (document::is_plain_object(*at)) at->erase(segments.back());
}

document::Path path_of_dollar(int code, std::string_view stage, const std::string& text) {
  if (!text.starts_with('$'))
    refuse(code, stage, "takes a path that begins with '$', as \"$field\"");
  return field_path(stage, text.substr(1));
}

document::Path field_path(std::string_view stage, const std::string& text) {
  expression::check_field_path(text, stage);
  return document::Path(text);
}

}  // namespace profilestore::pipeline
