#include "extjson/field_reader.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "extjson/json_parser.hpp"
#include "extjson/normal_fields.hpp"
#include "extjson/normaliser.hpp"
#include "extjson/value_sink.hpp"

namespace profilestore::extjson {

struct FieldReader::State {
  std::vector<std::string> names;  ///< as they are written
  std::string few;                 ///< the fields that were found, as a document
  JsonParser json;
  ValueSink value;
  Normaliser<Element, ValueSink> normaliser{value};

  void find(std::string_view normal);
};

void FieldReader::State::find(std::string_view normal) {
  few = "{";
  std::size_t found = 0, at = 0;
  while (found < names.size()) {
    const auto field = next_field(normal, at);
    if (!field) break;
    if (std::ranges::find(names, field->name) == names.end()) continue;
    if (found++ > 0) few += ',';
    few += field->whole;
  }
  few += '}';
}

FieldReader::FieldReader(const std::vector<std::string>& names)
    : state_(std::make_unique<State>()) {
  for (const std::string& name : names) {
    const std::string quoted = Value(name).dump();
    state_->names.push_back(quoted.substr(1, quoted.size() - 2));
  }
}
FieldReader::~FieldReader() = default;
FieldReader::FieldReader(FieldReader&&) noexcept = default;
FieldReader& FieldReader::operator=(FieldReader&&) noexcept = default;

Document FieldReader::fields_of(std::string_view normal) {
  State& state = *state_;
  state.find(normal);
  Document fields = Document::object();
  fields.get_ref<Document::object_t&>().reserve(
      state.names.size());  // to move a field is to copy it
  for (const auto& [name, child] : members_of(state.json.parse_copy(state.few))) {
    state.value.clear();
    state.normaliser.field_value(child);
    fields.get_ref<Document::object_t&>().emplace_back(std::string(name), state.value.take());
  }
  return fields;
}

}  // namespace profilestore::extjson
