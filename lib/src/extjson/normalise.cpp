// Documents and values that an application built.
#include <limits>

#include "extjson/explain.hpp"
#include "extjson/normaliser.hpp"
#include "extjson/reader.hpp"
#include "extjson/text_sink.hpp"
#include "extjson/value_sink.hpp"

namespace profilestore::extjson {
namespace {

InvalidInput invalid(const Value& root, const Fault& fault, const Trail& trail) {
  const std::string path = path_of(root, trail);
  return InvalidInput(fault.code, path.empty() ? fault.reason : path + ": " + fault.reason);
}

template <class Out, class Walk>
void walk(const Value& root, Out& out, Walk&& walk) {
  Normaliser<Value, Out> normaliser(out);
  try {
    walk(normaliser);
  } catch (const Fault& fault) {
    throw invalid(root, fault, normaliser.trail());
  }
}

Value taken(ValueSink& sink) {
  const bool may_be_large = sink.text_bound() > max_document_bytes;
  Value value = sink.take();
  if (may_be_large && value.dump().size() > max_document_bytes)
    throw InvalidInput(document_too_large, too_large().reason);
  return value;
}

template <class Text>
std::string written(const Document& document) {
  Text text{std::numeric_limits<std::size_t>::max()};
  walk(document, text, [&](auto& normaliser) { normaliser.document(document); });
  return std::string(text.text());
}

}  // namespace

Document normalise(const Document& document) {
  ValueSink sink;
  walk(document, sink, [&](auto& normaliser) { normaliser.document(document); });
  return taken(sink);
}

std::string normal_text(const Document& document) {
  std::string text = written<NormalText>(document);
  if (text.size() > max_document_bytes) throw InvalidInput(document_too_large, too_large().reason);
  return text;
}

Value normalise_value(const Value& value, int level) {
  ValueSink sink;
  walk(value, sink, [&](auto& normaliser) { normaliser.field_value(value, level); });
  return taken(sink);
}

}  // namespace profilestore::extjson

namespace profilestore::ejson {

std::string relaxed(const Document& document) {
  return extjson::written<extjson::RelaxedText>(document);
}

std::string canonical(const Document& document) {
  return extjson::written<extjson::CanonicalText>(document);
}

}  // namespace profilestore::ejson
