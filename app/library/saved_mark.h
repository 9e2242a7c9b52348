// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <optional>

namespace framescope::library {

/// Kept beside a recording of ours: how much of it is saved, and in which file of the user. After a
/// crash, a saved recording is then not taken for lost.
struct SavedMark
{
    QString file;
    std::uint64_t size = 0;

    /// Returns nullopt if the recording was never saved, or the mark can't be read.
    static std::optional<SavedMark> of(const QString& recording);
    static void remove(const QString& recording);
    /// If this fails, the recording counts as unsaved.
    void write(const QString& recording) const;
};

} // namespace framescope::library
