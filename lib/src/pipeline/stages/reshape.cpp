#include "pipeline/stages/reshape.hpp"

#include <algorithm>

namespace profilestore::pipeline {
namespace {

class Reshaped : public Stream {
 public:
  Reshaped(StreamPointer input, expression::Reshaping reshaping, const Run& run)
      : input_(std::move(input)), reshaping_(std::move(reshaping)), variables_(run.variables) {}

 private:
  std::optional<Document> read() override {
    auto document = input_->next();
    if (!document) return std::nullopt;
    return reshaping_.apply(*document, variables_);
  }

  StreamPointer input_;
  expression::Reshaping reshaping_;
  expression::Variables variables_;
};

}  // namespace

StagePointer Reshape::parse(std::string_view name, const Value& specification,
                            const Context& context) {
  auto stage = std::make_shared<Reshape>();
  stage->reshaping_ = expression::Reshaping::parse(name, specification, context.expressions());
  return stage;
}

StreamPointer Reshape::over(StreamPointer input, const Run& run) const {
  return std::make_unique<Reshaped>(std::move(input), *reshaping_, run);
}

Fields Reshape::needs(const Fields&) const { return top_fields(reshaping_->paths()); }

Fields top_fields(const std::vector<std::string>& paths) {
  std::vector<std::string> tops;
  for (const std::string& path : paths) {
    if (path.empty()) return std::nullopt;
    tops.push_back(path.substr(0, path.find('.')));
  }
  std::ranges::sort(tops);
  tops.erase(std::unique(tops.begin(), tops.end()), tops.end());
  return tops;
}

Fields with_fields(const Fields& fields, std::vector<std::string> paths) {
  if (!fields) return std::nullopt;
  paths.insert(paths.end(), fields->begin(), fields->end());
  return top_fields(paths);
}

}  // namespace profilestore::pipeline
