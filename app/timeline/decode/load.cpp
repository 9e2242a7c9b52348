// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/decode/load.h"

#include "timeline/decode/capture.h"
#include "timeline/decode/packet_comment.h"

#include <utility>

namespace framescope::timeline {

struct Loader::State
{
    std::shared_ptr<Timeline> timeline = std::make_shared<Timeline>();
    Capture capture{*timeline, wire::Inflater::DefaultLimit, Capture::Source::File};
    std::unique_ptr<recording::Reader> reader;
};

Loader::Loader(std::unique_ptr<State> state) : state_(std::move(state)) {}
Loader::~Loader() = default;

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
    auto state = std::make_unique<State>();
    state->reader = *std::move(reader);
    state->capture.setFile(*std::move(file));
    return std::unique_ptr<Loader>(new Loader(std::move(state)));
}

std::shared_ptr<const Timeline> Loader::timeline() const
{
    return state_->timeline;
}

/// Unfinished frames count as cut off only if the end of the recording was reached.
Result<recording::Reader::Summary> Loader::run(const recording::Reader::Progress& progress)
{
    bool stopped = false;
    const auto watched = [&](std::uint64_t done, std::uint64_t total) {
        stopped = progress && !progress(done, total);
        return !stopped;
    };
    auto summary = state_->reader->read(state_->capture, watched);
    if (!stopped) {
        state_->capture.finish();
    }
    return summary;
}

Result<void> Loader::editNotes(const NoteEdit& edit)
{
    const Timeline& timeline = *state_->timeline;
    const auto subject = edit.about ? edit.about : edit.replaces;
    if (!subject || subject->value >= timeline.size()) {
        return failure("there is no such event");
    }
    // A new note must not extend the time range of an old recording.
    const EventId last{static_cast<std::uint32_t>(timeline.size() - 1)};
    const ConnectionId conn = timeline.entry(*subject).conn();
    state_->capture.comment(conn, timeline.entry(last).timestamp(), noteComment(conn, edit));
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
