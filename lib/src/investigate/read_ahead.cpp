#include "investigate/read_ahead.hpp"

#include <profilestore/error.hpp>
#include <utility>

#include "extjson/reader.hpp"

namespace profilestore::investigating {
namespace {

constexpr std::size_t batches_ahead = 2, batch_documents = 512, batch_bytes = 1 << 20;

// A large document is not kept for the sake of its memory.
constexpr std::size_t kept_capacity = 64 * 1024;

}  // namespace

ReadAhead::ReadAhead(const sources::Source& source, std::vector<std::string> fields)
    : reading_(std::async(std::launch::async, [this, &source, names = std::move(fields)] {
        try {
          read(source, names);
        } catch (...) {
          const std::lock_guard lock(mutex_);
          ended_ = true;
          changed_.notify_all();
          throw;
        }
        const std::lock_guard lock(mutex_);
        ended_ = true;
        changed_.notify_all();
      })) {}

ReadAhead::~ReadAhead() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  changed_.notify_all();
}

const SourceDocument* ReadAhead::next() {
  if (taken_ == present_.count) {
    std::unique_lock lock(mutex_);
    done_.push_back(std::exchange(present_, {}));
    taken_ = 0;
    changed_.notify_all();
    changed_.wait(lock, [this] { return !ready_.empty() || ended_; });
    if (ready_.empty()) {
      lock.unlock();
      if (reading_.valid()) reading_.get();
      return nullptr;
    }
    present_ = std::move(ready_.front());
    ready_.pop_front();
  }
  return &present_.documents[taken_++];
}

// Whether more is wanted; `batch` is then one to be filled.
bool ReadAhead::hand_over(Batch& batch) {
  std::unique_lock lock(mutex_);
  ready_.push_back(std::exchange(batch, {}));
  changed_.notify_all();
  changed_.wait(lock, [this] { return stopped_ || ready_.size() < batches_ahead; });
  if (!done_.empty()) {
    batch = std::move(done_.front());
    done_.pop_front();
  }
  batch.count = batch.bytes = 0;
  return !stopped_;
}

void ReadAhead::read(const sources::Source& source, const std::vector<std::string>& fields) {
  extjson::Reader reader(fields, extjson::Syntax::exported);
  extjson::Reading reading;
  std::string buffer;
  const auto splitter = source.splitter([&](std::string_view bytes) {
    try {
      reading = reader.read(source.json_of(bytes, buffer));
      return true;
    } catch (const InvalidInput&) {
      return false;
    }
  });
  Batch batch;
  while (const auto piece = splitter->next()) {
    if (batch.count == batch.documents.size()) batch.documents.emplace_back();
    SourceDocument& document = batch.documents[batch.count++];
    document.offset = piece->offset;
    document.length = piece->bytes.size();
    document.usable = piece->usable;
    if (document.normal.capacity() > kept_capacity) document.normal = std::string();
    document.normal.assign(piece->usable ? reading.normal : std::string_view());
    document.fields = piece->usable ? std::move(reading.fields) : Document();
    batch.bytes += document.length;
    if ((batch.count == batch_documents || batch.bytes >= batch_bytes) && !hand_over(batch)) return;
  }
  hand_over(batch);
}

Document document_at(const sources::Source& source, std::uint64_t offset, std::size_t length) {
  std::string buffer;
  const std::string_view bytes = source.bytes().substr(offset, length);
  return extjson::parse(source.json_of(bytes, buffer), extjson::Syntax::exported);
}

}  // namespace profilestore::investigating
