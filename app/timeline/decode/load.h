// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "recording/reader.h"
#include "timeline/decode/capture.h"

#include <memory>
#include <string>

namespace framescope::timeline {

/// An opened recording: its index, and the result of the reading.
struct Loaded
{
    std::shared_ptr<const Timeline> timeline;
    recording::Reader::Summary summary;
};

/// Reads a whole file. To show a file while it is read, use Loader.
Result<Loaded> load(const std::string& path, const recording::Reader::Progress& progress = {});

/// The two steps of `load`: `timeline()` can be shown at once and grows while `run` reads.
class Loader
{
public:
    static Result<std::unique_ptr<Loader>> open(const std::string& path);
    std::shared_ptr<const Timeline> timeline() const { return timeline_; }
    /// Adds a note, its change, or a mark to the timeline; the file is unchanged. Call after `run`,
    /// from one thread at a time.
    Result<void> editNotes(const NoteEdit& edit);
    /// Reads the file; may run in any one thread. An early stop by `progress` keeps what was read.
    Result<recording::Reader::Summary> run(const recording::Reader::Progress& progress = {});

private:
    Loader() = default;

    std::shared_ptr<Timeline> timeline_ = std::make_shared<Timeline>();
    Capture capture_{*timeline_, wire::Inflater::DefaultLimit, Capture::Source::File};
    std::unique_ptr<recording::Reader> reader_;
};

} // namespace framescope::timeline
