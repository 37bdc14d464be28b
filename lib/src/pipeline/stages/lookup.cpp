// $lookup: with each document the documents of a collection that belong to it, as an array.
#include <fmt/format.h>

#include "document/type.hpp"
#include "pipeline/fields.hpp"
#include "pipeline/join.hpp"
#include "pipeline/let.hpp"
#include "pipeline/pipeline.hpp"
#include "pipeline/record.hpp"
#include "pipeline/refusal.hpp"
#include "pipeline/spool.hpp"
#include "pipeline/stages.hpp"

namespace profilestore::pipeline {
namespace {

struct LookingUp {
  std::string from;
  document::Path as{""};
  std::optional<document::Path> local = {};
  std::string foreign = {};
  Let let = {};
  std::optional<Pipeline> pipeline = {};
  std::shared_ptr<const match::Terms> terms = {};

  /// Whether it is the same for each document.
  bool is_constant() const { return !local && let.empty(); }
};

class LookedUp : public Stream {
 public:
  LookedUp(StreamPointer input, const LookingUp& how, const Run& run)
      : input_(std::move(input)), how_(how), run_(run) {
    if (how.local) join_.emplace(how.from, how.foreign, how.terms, run);
  }

 private:
  std::optional<Document> read() override {
    auto document = input_->next();
    if (!document) return std::nullopt;
    Value found = Value::array();
    std::size_t bytes = 0;
    const Run inner = run_of(*document);
    const StreamPointer stream = how_.is_constant() ? same_for_all() : of(*document, inner);
    while (auto one = stream->next()) {
      bytes += bytes_in_memory(*one);
      check_bytes_of_value("$lookup", bytes);
      found.push_back(*std::move(one));
    }
    set_field(*document, how_.as, std::move(found));
    return document;
  }

  Run run_of(const Document& document) const {
    Run run = run_;
    run.variables = how_.let.of(document, run_.variables);
    return run;
  }

  StreamPointer of(const Document& document, const Run& run) {
    if (!how_.local) return how_.pipeline->over_collection(how_.from, run);
    StreamPointer joined = join_->matching(Join::values_at(document, *how_.local));
    return how_.pipeline ? how_.pipeline->over(std::move(joined), run) : std::move(joined);
  }

  StreamPointer same_for_all() {
    if (!same_) {
      same_.emplace(run_.limits, "$lookup");
      const StreamPointer stream = how_.pipeline->over_collection(how_.from, run_);
      while (auto one = stream->next()) same_->add(*std::move(one));
    }
    return same_->read();
  }

  StreamPointer input_;
  const LookingUp& how_;
  Run run_;
  std::optional<Join> join_;
  std::optional<Spool> same_;
};

class Lookup : public Stage {
 public:
  explicit Lookup(LookingUp how) : how_(std::move(how)) {}
  StreamPointer over(StreamPointer input, const Run& run) const override {
    return std::make_unique<LookedUp>(std::move(input), how_, run);
  }

 private:
  LookingUp how_;
};

void parse_pipeline(const Value& stages, const Context& context, LookingUp& how) {
  Context inner = context.inner(Place::lookup);
  inner.collection = how.from;
  how.let.add_names(inner.variables);
  how.pipeline = Pipeline::parse(stages, inner);
}

void check_options(const Value& specification) {
  if (!document::is_plain_object(specification))
    refuse(failed_to_parse, "$lookup", "takes an object: {from: …, localField: …, …}");
  refuse_unknown(unknown_field, "$lookup", specification,
                 {"from", "as", "localField", "foreignField", "let", "pipeline"});
  for (const auto& [name, value] : specification.items()) {
    if (name == "from" && document::is_plain_object(value))
      refuse_unsupported("$lookup.from", "name a collection of this store");
    if (name == "from" && !value.is_string())
      refuse(failed_to_parse, "$lookup", "takes a string as 'from'");
    if (name == "pipeline" && !value.is_array())
      refuse(type_mismatch, "$lookup", "takes an array as 'pipeline'");
    if (name != "let" && name != "pipeline" && !value.is_string())
      refuse(type_mismatch, "$lookup", fmt::format("takes a string as '{}'", name));
  }
  (void)required("$lookup", specification, "as");
  if (specification.contains("localField") != specification.contains("foreignField"))
    refuse(failed_to_parse, "$lookup", "takes both of 'localField' and 'foreignField', or none");
  if (!specification.contains("localField") && !specification.contains("pipeline"))
    refuse(failed_to_parse, "$lookup", "needs 'localField' and 'foreignField', or a 'pipeline'");
  for (const char* name : {"localField", "foreignField"})
    if (const Value* field = document::member(specification, name);
        field != nullptr && *field == "")
      refuse(failed_to_parse, "$lookup", fmt::format("takes no empty path as '{}'", name));
  if (specification.contains("let") && !specification.contains("pipeline"))
    refuse(failed_to_parse, "$lookup", "takes 'let' only with a 'pipeline'");
}

}  // namespace

StagePointer parse_lookup(const Value& specification, const Context& context) {
  check_options(specification);
  LookingUp how;
  how.terms = context.terms;
  how.as = field_path("$lookup", specification["as"].get<std::string>());
  if (specification.contains("from")) how.from = specification["from"].get<std::string>();
  if (specification.contains("from") && how.from.empty())
    refuse(73, "$lookup", "takes no empty name as 'from'");
  if (specification.contains("localField")) {
    how.local = field_path("$lookup", specification["localField"].get<std::string>());
    how.foreign = field_path("$lookup", specification["foreignField"].get<std::string>()).text();
  }
  if (specification.contains("let")) how.let = Let::parse("$lookup", specification["let"], context);
  if (specification.contains("pipeline")) parse_pipeline(specification["pipeline"], context, how);
  const bool brought = how.pipeline && how.pipeline->brings_documents();
  if (how.from.empty() && !brought) refuse(failed_to_parse, "$lookup", "lacks its option 'from'");
  if (brought && how.local)
    refuse_unsupported("$lookup", "of $documents takes 'let' and a 'pipeline', not 'localField'");
  return std::make_shared<Lookup>(std::move(how));
}

}  // namespace profilestore::pipeline
