#include "faults/power_log.hpp"

#include <algorithm>

namespace faults {
namespace {

constexpr std::uint64_t sector = 512;

/// What becomes of the changes that were not synced, in one image.
class Chance {
 public:
  explicit Chance(std::mt19937_64& random, std::size_t changes)
      : random_(random),
        kind_(static_cast<Kind>(random() % 6)),
        share_(static_cast<double>(1 + random() % 9) / 10),
        turn_(changes == 0 ? 0 : random() % (changes + 1)),
        garbage_(random() % 4 == 0) {}

  bool keeps_any_of(std::size_t change) {
    switch (kind_) {
      case Kind::nothing:
        return false;
      case Kind::beginning:
        return change <= turn_;
      case Kind::end:
        return change >= turn_;
      case Kind::whole_ones:
        return yes();
      default:
        return true;
    }
  }

  bool keeps_sector(std::size_t change) {
    return kind_ == Kind::sectors || (kind_ == Kind::beginning && change == turn_) ? yes() : true;
  }

  /// What a sector holds that was given to a file and not written yet.
  char filler() { return garbage_ ? static_cast<char>(random_()) : '\0'; }

 private:
  enum class Kind { nothing, everything, whole_ones, sectors, beginning, end };
  bool yes() { return std::bernoulli_distribution(share_)(random_); }

  std::mt19937_64& random_;
  Kind kind_;
  double share_;
  std::size_t turn_;
  bool garbage_;
};

template <class Filler>
void write(std::string& file, std::uint64_t offset, std::string_view bytes, Filler filler) {
  while (file.size() < offset + bytes.size()) file += filler();
  file.replace(offset, bytes.size(), bytes);
}

void write_sectors(std::string& file, const Change& change, std::size_t number, Chance& chance) {
  const std::uint64_t end = change.offset + change.bytes.size();
  for (std::uint64_t at = change.offset; at < end;) {
    const std::uint64_t next = std::min(end, (at / sector + 1) * sector);
    if (chance.keeps_sector(number))
      write(file, at, std::string_view(change.bytes).substr(at - change.offset, next - at),
            [&] { return chance.filler(); });
    at = next;
  }
}

void apply_whole(std::optional<std::string>& file, const Change& change) {
  switch (change.kind) {
    case Change::Kind::create:
      if (!file) file.emplace();
      break;
    case Change::Kind::remove:
      file.reset();
      break;
    case Change::Kind::write:
      if (file) write(*file, change.offset, change.bytes, [] { return '\0'; });
      break;
    case Change::Kind::truncate:
      if (file) file->resize(change.offset);
      break;
    default:
      break;
  }
}

}  // namespace

void PowerLog::after(const Call& call) {
  if (!call.path.starts_with(folder_)) return;
  Change change{Change::Kind::sync, std::string(call.path.substr(folder_.size()))};
  change.offset = static_cast<std::uint64_t>(call.offset);
  switch (call.method) {
    case Method::open:
      if (!call.creates) return;
      change.kind = Change::Kind::create;
      break;
    case Method::write:
      change.kind = Change::Kind::write;
      change.bytes = call.bytes;
      break;
    case Method::truncate:
      change.kind = Change::Kind::truncate;
      break;
    case Method::sync:
      break;
    case Method::remove:
      change.kind = Change::Kind::remove;
      break;
    default:
      return;
  }
  add(std::move(change));
}

void PowerLog::add(Change change) {
  const std::lock_guard lock(mutex_);
  changes_.push_back(std::move(change));
}

Disk::Disk(Files files, bool lies) : lies_(lies) {
  for (auto& [name, contents] : files) files_[name].synced = std::move(contents);
}

void Disk::apply(const Change& change) {
  if (change.kind == Change::Kind::acknowledge) {
    ++acknowledged_;
    return;
  }
  File& file = files_[change.file];
  if (change.kind != Change::Kind::sync) {
    file.pending.push_back(&change);
    return;
  }
  if (lies_) return;
  for (const Change* pending : file.pending) apply_whole(file.synced, *pending);
  file.pending.clear();
}

Files Disk::image(std::mt19937_64& random) const {
  Files image;
  for (const auto& [name, file] : files_) {
    std::optional<std::string> contents = file.synced;
    Chance chance(random, file.pending.size());
    for (std::size_t i = 0; i < file.pending.size(); ++i) {
      const Change& change = *file.pending[i];
      const bool kept = chance.keeps_any_of(i);
      // What comes after is done to another file of that name, which is not there.
      if (change.kind == Change::Kind::remove && !kept) break;
      if (!kept) continue;
      if (change.kind == Change::Kind::write && contents)
        write_sectors(*contents, change, i, chance);
      else
        apply_whole(contents, change);
    }
    if (contents) image[name] = std::move(*contents);
  }
  return image;
}

}  // namespace faults
