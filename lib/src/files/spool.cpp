#include "files/spool.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <profilestore/error.hpp>
#include <utility>

#include "files/mapping.hpp"
#include "files/temporary_file.hpp"
#include "files/write_all.hpp"

namespace profilestore::files {

Spool::Spool(const std::string& source) : source_(source), file_(temporary_file()) {}

Spool::~Spool() { ::close(file_); }

void Spool::begin(std::string name, std::string container) {
  end();
  entries_.push_back({std::move(name), std::move(container), next_, 0});
  size_ = 0;
}

void Spool::write(std::string_view bytes, std::uint64_t offset) {
  write_all(file_, bytes, entries_.back().begin + offset, "unpacking " + source_);
  size_ = std::max(size_, offset + bytes.size());
}

// What reads a file reads a little beyond its end.
void Spool::end() {
  if (entries_.empty()) return;
  entries_.back().size = size_;
  next_ = entries_.back().begin + size_ + File::padding() + 1;
}

std::vector<File> Spool::files() {
  end();
  if (::ftruncate(file_, static_cast<off_t>(next_)) != 0)
    throw StorageFailure(fmt::format("unpacking {}: {}", source_, std::strerror(errno)), 0);
  const auto whole = std::make_shared<const Mapping>(file_, source_);
  std::vector<File> files;
  for (Entry& entry : entries_)
    files.emplace_back(std::move(entry.name), whole, whole->bytes().substr(entry.begin, entry.size),
                       std::move(entry.container));
  return files;
}

}  // namespace profilestore::files
