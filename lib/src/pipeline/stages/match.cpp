#include "pipeline/stages/match.hpp"

#include "document/type.hpp"
#include "pipeline/filter_terms.hpp"
#include "pipeline/refusal.hpp"

namespace profilestore::pipeline {
namespace {

class Matching : public Stream {
 public:
  Matching(StreamPointer input, match::Filter filter)
      : input_(std::move(input)), filter_(std::move(filter)) {}

 private:
  std::optional<Document> read() override {
    while (auto document = input_->next())
      if (filter_.matches(*document)) return document;
    return std::nullopt;
  }

  StreamPointer input_;
  match::Filter filter_;
};

}  // namespace

StagePointer Match::parse(const Value& specification, const Context& context) {
  if (!document::is_plain_object(specification))
    refuse(15959, "$match", "takes a filter, which is an object");
  auto match = std::make_shared<Match>();
  match->specification_ = specification;
  match->terms_ = context.terms;
  match->filter_ = parsed_filter(specification, context);
  return match;
}

StreamPointer Match::over(StreamPointer input, const Run& run) const {
  return std::make_unique<Matching>(std::move(input),
                                    filter_in(filter_, specification_, terms_, run));
}

}  // namespace profilestore::pipeline
