// $unionWith: the documents of another collection behind those that come in.
#include "document/path.hpp"
#include "document/type.hpp"
#include "pipeline/pipeline.hpp"
#include "pipeline/refusal.hpp"
#include "pipeline/stages.hpp"

namespace profilestore::pipeline {
namespace {

class United : public Stream {
 public:
  United(StreamPointer input, const std::string& collection, const Pipeline& pipeline,
         const Run& run)
      : input_(std::move(input)), collection_(collection), pipeline_(pipeline), run_(run) {}

 private:
  std::optional<Document> read() override {
    if (auto document = input_->next()) return document;
    if (at_other_) return std::nullopt;
    at_other_ = true;
    input_ = pipeline_.over_collection(collection_, run_);
    return input_->next();
  }

  StreamPointer input_;
  const std::string& collection_;
  const Pipeline& pipeline_;
  Run run_;
  bool at_other_ = false;
};

class UnionWith : public Stage {
 public:
  UnionWith(std::string collection, Pipeline pipeline)
      : collection_(std::move(collection)), pipeline_(std::move(pipeline)) {}
  StreamPointer over(StreamPointer input, const Run& run) const override {
    return std::make_unique<United>(std::move(input), collection_, pipeline_, run);
  }

 private:
  std::string collection_;
  Pipeline pipeline_;
};

}  // namespace

StagePointer parse_union_with(const Value& specification, const Context& context) {
  std::string collection;
  Value stages = Value::array();
  if (specification.is_string()) {
    collection = specification.get<std::string>();
  } else if (document::is_plain_object(specification)) {
    refuse_unknown(unknown_field, "$unionWith", specification, {"coll", "pipeline"});
    if (const Value* coll = document::member(specification, "coll"))
      collection = text_of(type_mismatch, "$unionWith", "coll", *coll);
    if (const Value* given = document::member(specification, "pipeline")) {
      if (!given->is_array()) refuse(10065, "$unionWith", "takes an array as 'pipeline'");
      stages = *given;
    }
    if (!specification.contains("coll") && !specification.contains("pipeline"))
      refuse(missing_field, "$unionWith", "lacks its option 'coll'");
  } else {
    refuse(failed_to_parse, "$unionWith", "takes a collection's name, or an object with 'coll'");
  }
  Context inner = context.inner(Place::union_with);
  inner.collection = collection;
  Pipeline pipeline = Pipeline::parse(stages, inner);
  if (collection.empty() && !pipeline.brings_documents())
    refuse(failed_to_parse, "$unionWith",
           "without 'coll' takes a pipeline that begins with $documents");
  return std::make_shared<UnionWith>(collection, std::move(pipeline));
}

}  // namespace profilestore::pipeline
