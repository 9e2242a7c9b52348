// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/decode/load.h"

#include "timeline/decode/packet_comment.h"

#include <utility>

namespace framescope::timeline {

Result<std::unique_ptr<Loader>> Loader::open(const std::string& path)
{
    auto file = recording::File::open(path);
    if (!file) {
        return tl::unexpected(std::move(file).error());
    }
    auto reader = recording::Reader::open(*file);
    if (!reader) {
        return tl::unexpected(std::move(reader).error());
    }
    std::unique_ptr<Loader> loader(new Loader);
    loader->reader_ = *std::move(reader);
    loader->capture_.setFile(*std::move(file));
    return loader;
}

/// Reads the file. Incomplete frames count as cut off only if its end was reached.
Result<recording::Reader::Summary> Loader::run(const recording::Reader::Progress& progress)
{
    bool stopped = false;
    const auto watched = [&](std::uint64_t done, std::uint64_t total) {
        stopped = progress && !progress(done, total);
        return !stopped;
    };
    auto summary = reader_->read(capture_, watched);
    if (!stopped) {
        capture_.finish();
    }
    return summary;
}

Result<void> Loader::editNotes(const NoteEdit& edit)
{
    const auto subject = edit.about ? edit.about : edit.replaces;
    if (!subject || subject->value >= timeline_->size()) {
        return failure("there is no such event");
    }
    // A new note must not extend the time range of an old recording.
    const EventId last{static_cast<std::uint32_t>(timeline_->size() - 1)};
    const ConnectionId conn = timeline_->entry(*subject).conn();
    capture_.comment(conn, timeline_->entry(last).timestamp(), noteComment(conn, edit));
    return {};
}

Result<Loaded> load(const std::string& path, const recording::Reader::Progress& progress)
{
    auto loader = Loader::open(path);
    if (!loader) {
        return tl::unexpected(std::move(loader).error());
    }
    auto summary = (*loader)->run(progress);
    if (!summary) {
        return tl::unexpected(std::move(summary).error());
    }
    return Loaded{(*loader)->timeline(), *std::move(summary)};
}

} // namespace framescope::timeline
