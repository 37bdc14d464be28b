#include "pipeline/pipeline.hpp"

#include <fmt/format.h>

#include "document/type.hpp"
#include "pipeline/feed.hpp"
#include "pipeline/refusal.hpp"
#include "pipeline/stages.hpp"
#include "pipeline/stages/sort.hpp"
#include "pipeline/stages/window.hpp"
#include "pipeline/writing.hpp"

namespace profilestore::pipeline {
namespace {

using Stages = std::vector<NamedStage>;

bool is_writing(const std::string& name) { return name == "$out" || name == "$merge"; }

// MongoDB does the same: fewer documents are to be sorted.
void match_before_sorting(Stages& stages) {
  for (std::size_t i = 1; i < stages.size(); ++i)
    for (std::size_t at = i;
         at > 0 && stages[at].name == "$match" && stages[at - 1].name == "$sort"; --at)
      std::swap(stages[at - 1], stages[at]);
}

// How many documents of a sort are asked for by what follows it; 0: all.
std::size_t wanted_after(const Stages& stages, std::size_t sort) {
  std::size_t skipped = 0;
  for (std::size_t i = sort + 1; i < stages.size(); ++i) {
    const auto* window = dynamic_cast<const Window*>(stages[i].stage.get());
    if (window == nullptr) return 0;
    if (window->limit() != 0) return skipped + static_cast<std::size_t>(window->limit());
    skipped += static_cast<std::size_t>(window->skip());
  }
  return 0;
}

void limit_sorting(Stages& stages) {
  for (std::size_t i = 0; i < stages.size(); ++i)
    if (const auto* sort = dynamic_cast<const Sort*>(stages[i].stage.get()))
      if (const std::size_t wanted = wanted_after(stages, i)) stages[i].stage = sort->first(wanted);
}

void check_list(const Value& stages, const Context& context) {
  if (!stages.is_array()) refuse(type_mismatch, "a pipeline", "is an array of stages");
  if (stages.size() > most_stages)
    refuse(7749501, "a pipeline", fmt::format("has at most {} stages", most_stages));
  if (context.depth > most_depth)
    refuse(232, "a pipeline", fmt::format("is at most {} pipelines deep", most_depth));
}

const std::string& name_of_stage(const Value& stage) {
  if (!document::is_plain_object(stage))
    refuse(type_mismatch, "a pipeline", "is an array of stages, each of which is an object");
  if (stage.size() != 1)
    refuse(40323, "a stage", "is an object with exactly one field: the stage's name");
  return stage.begin().key();
}

}  // namespace

Context Context::inner(Place its_place) const {
  Context inner = *this;
  inner.place = its_place;
  ++inner.depth;
  return inner;
}

Pipeline Pipeline::parse(const Value& list, const Context& context) {
  check_list(list, context);
  Pipeline pipeline;
  pipeline.context_ = context;
  Stages stages;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string& name = name_of_stage(list[i]);
    const Value& specification = list[i].begin().value();
    if (is_writing(name)) {
      if (context.place == Place::facet) refuse(40600, name, "may not stand in a $facet");
      if (context.place != Place::call) refuse(51047, name, "may not stand in an inner pipeline");
      if (i + 1 != list.size()) refuse(40601, name, "can only be the last stage of a pipeline");
      pipeline.writing_ = Writing::parse(name, specification, context);
      continue;
    }
    if (name == "$documents" && i != 0)
      refuse(40602, name, "can only be the first stage of a pipeline");
    stages.push_back({name, specification, parse_stage(name, specification, context)});
  }
  match_before_sorting(stages);
  limit_sorting(stages);
  pipeline.stages_ = std::make_shared<const Stages>(std::move(stages));
  return pipeline;
}

bool Pipeline::brings_documents() const {
  return !stages_->empty() && stages_->front().name == "$documents";
}

StreamPointer Pipeline::from(std::size_t first, StreamPointer input, const Run& run) const {
  for (std::size_t i = first; i < stages_->size(); ++i)
    input = (*stages_)[i].stage->over(std::move(input), run);
  return input;
}

StreamPointer Pipeline::over_collection(const std::string& collection, const Run& run,
                                        const std::string& hint) const {
  if (brings_documents()) return over(nullptr, run);
  const Front front = front_of(*this, collection, run, hint);
  Fields fields;
  for (std::size_t i = stages_->size(); i > front.stages; --i)
    fields = (*stages_)[i - 1].stage->needs(fields);
  return from(
      front.stages,
      found(collection, filters_of(front, context_.terms, run, hint),
            query::window_of(front.sort, front.skip, front.limit, context_.terms), run, fields),
      run);
}

}  // namespace profilestore::pipeline
