// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <optional>

namespace framescope::library {

/// Beside a recording of ours: how much of it is saved, and in which file of the user's. So that
/// one whose program was killed is not taken for lost when it is saved.
struct SavedMark
{
    QString file;
    std::uint64_t size = 0;

    /// Nothing where it was never saved, or the mark can't be read.
    static std::optional<SavedMark> of(const QString& recording);
    static void remove(const QString& recording);
    /// Where this fails, the recording is taken for unsaved.
    void write(const QString& recording) const;
};

} // namespace framescope::library
