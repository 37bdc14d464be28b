// $facet: several pipelines over the same documents.
#include <fmt/format.h>

#include "document/type.hpp"
#include "pipeline/pipeline.hpp"
#include "pipeline/record.hpp"
#include "pipeline/refusal.hpp"
#include "pipeline/spool.hpp"
#include "pipeline/stages.hpp"

namespace profilestore::pipeline {
namespace {

using Facets = std::vector<std::pair<std::string, Pipeline>>;

class Faceted : public Stream {
 public:
  Faceted(StreamPointer input, const Facets& facets, const Run& run)
      : input_(std::move(input)), facets_(facets), run_(run) {}

 private:
  std::optional<Document> read() override {
    if (!input_) return std::nullopt;
    Spool spool(run_.limits, "$facet");
    while (auto document = input_->next()) spool.add(*std::move(document));
    input_.reset();
    Document result = Document::object();
    std::size_t bytes = 0;
    for (const auto& [name, facet] : facets_) {
      Value found = Value::array();
      const StreamPointer stream = facet.over(spool.read(), run_);
      while (auto document = stream->next()) {
        bytes += bytes_in_memory(*document);
        check_bytes_of_value("$facet", bytes);
        found.push_back(*std::move(document));
      }
      result[name] = std::move(found);
    }
    return result;
  }

  StreamPointer input_;
  const Facets& facets_;
  Run run_;
};

class Facet : public Stage {
 public:
  explicit Facet(Facets facets) : facets_(std::move(facets)) {}
  StreamPointer over(StreamPointer input, const Run& run) const override {
    return std::make_unique<Faceted>(std::move(input), facets_, run);
  }
  bool keeps_documents() const override { return true; }

 private:
  Facets facets_;
};

}  // namespace

StagePointer parse_facet(const Value& specification, const Context& context) {
  if (!document::is_plain_object(specification) || specification.empty())
    refuse(40169, "$facet", "takes an object that is not empty: {field: [stage, …], …}");
  Facets facets;
  for (const auto& [name, stages] : specification.items()) {
    if (!stages.is_array()) refuse(40170, "$facet", fmt::format("takes an array as '{}'", name));
    if (name.empty() || name.starts_with('$') || name.find('.') != name.npos)
      refuse(name.starts_with('$') ? 16410 : 40352, "$facet",
             fmt::format("takes no field name '{}'", name));
    for (const Value& stage : stages)
      if (!document::is_plain_object(stage))
        refuse(40171, "$facet", fmt::format("takes an array of stages as '{}'", name));
    facets.emplace_back(name, Pipeline::parse(stages, context.inner(Place::facet)));
  }
  return std::make_shared<Facet>(std::move(facets));
}

}  // namespace profilestore::pipeline
