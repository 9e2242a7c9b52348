// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/diff/diff.h"

namespace framescope::codec {

/// Adds rows to a Diff, and counts the differences.
class DiffRows
{
public:
    DiffRows(Diff& diff, const DiffOptions& options) : diff_(diff), options_(options) {}

    /// Returns false if there are too many rows; the Diff is then marked as cut.
    bool add(DiffRow row);
    std::uint32_t last() const { return static_cast<std::uint32_t>(diff_.rows.size() - 1); }
    /// Fills in the lists of children. To be called after the last row.
    void link();

private:
    Diff& diff_;
    const DiffOptions& options_;
};

// These fill a Diff whose sides are set.
void compareStructure(Diff& diff, const DiffOptions& options, const std::stop_token& stop);
void compareLines(Diff& diff, const DiffOptions& options, const std::stop_token& stop);
void compareBytes(Diff& diff, const DiffOptions& options, const std::stop_token& stop);

} // namespace framescope::codec
