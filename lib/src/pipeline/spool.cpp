#include "pipeline/spool.hpp"

#include "pipeline/record.hpp"
#include "pipeline/refusal.hpp"

namespace profilestore::pipeline {

class Spool::Reading : public Stream {
 public:
  explicit Reading(Spool& spool, std::shared_ptr<Spool> owner = nullptr)
      : spool_(spool), owner_(std::move(owner)) {
    if (spool.file_) file_.emplace(*spool.file_);
  }

 private:
  std::optional<Document> read() override {
    if (next_ < spool_.documents_.size()) return spool_.documents_[next_++];
    if (!file_) return std::nullopt;
    const auto record = file_->next();
    return record ? std::optional(value_of(*record)) : std::nullopt;
  }

  Spool& spool_;
  std::shared_ptr<Spool> owner_;
  std::size_t next_ = 0;
  std::optional<files::SpillFile::Reader> file_;
};

void Spool::add(Document document) {
  if (!file_) {
    bytes_ += bytes_in_memory(document);
    if (bytes_ <= limits_.memory) {
      documents_.push_back(std::move(document));
      return;
    }
    if (!limits_.disk) refuse_disk(stage_);
    file_.emplace();
  }
  file_->add(record_of(document));
}

StreamPointer Spool::read() { return std::make_unique<Reading>(*this); }

StreamPointer Spool::read_all(std::shared_ptr<Spool> spool) {
  return std::make_unique<Reading>(*spool, spool);
}

}  // namespace profilestore::pipeline
