// $sample: some documents by chance, each choice as likely as any other.
#include <random>

#include "document/path.hpp"
#include "document/type.hpp"
#include "numbers/numbers.hpp"
#include "pipeline/refusal.hpp"
#include "pipeline/sorting.hpp"
#include "pipeline/stages.hpp"

namespace profilestore::pipeline {
namespace {

std::mt19937_64 seeded() {
  std::random_device device;
  std::seed_seq seed{device(), device(), device(), device()};
  return std::mt19937_64(seed);
}

/// Sorted by numbers drawn by chance, the first ones.
class Sampled : public Stream {
 public:
  Sampled(StreamPointer input, std::int64_t size, const Limits& limits)
      : input_(std::move(input)),
        sorting_([](const auto& a, const auto& b) { return number_in(a) <=> number_in(b); },
                 static_cast<std::size_t>(size), limits, "$sample") {}

 private:
  static std::uint64_t number_in(const read::SortKey& key) { return key[0].get<std::uint64_t>(); }

  std::optional<Document> read() override {
    if (input_) {
      auto chance = seeded();
      while (auto document = input_->next()) sorting_.add({chance()}, *std::move(document));
      input_.reset();
    }
    auto entry = sorting_.next();
    if (!entry) return std::nullopt;
    return std::move(entry->document);
  }

  StreamPointer input_;
  Sorting sorting_;
};

class Sample : public Stage {
 public:
  explicit Sample(std::int64_t size) : size_(size) {}
  StreamPointer over(StreamPointer input, const Run& run) const override {
    return std::make_unique<Sampled>(std::move(input), size_, run.limits);
  }
  bool keeps_documents() const override { return true; }

 private:
  std::int64_t size_;
};

}  // namespace

StagePointer parse_sample(const Value& specification, const Context&) {
  if (!document::is_plain_object(specification))
    refuse(28745, "$sample", "takes an object: {size: n}");
  refuse_unknown(28748, "$sample", specification, {"size"});
  const Value* size = document::member(specification, "size");
  if (size == nullptr) refuse(28749, "$sample", "lacks its option 'size'");
  if (!document::is_number(document::type_of(*size)))
    refuse(28746, "$sample", "takes a number as 'size'");
  const std::int64_t number = expression::coerced_integer(*size);
  if (number <= 0) refuse(28747, "$sample", "takes a positive number as 'size'");
  return std::make_shared<Sample>(number);
}

}  // namespace profilestore::pipeline
