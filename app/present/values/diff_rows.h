// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/values/diff.h"

namespace framescope::present {

/// Adds rows to a Diff, and counts what differs.
class DiffRows
{
public:
    DiffRows(Diff& diff, const DiffOptions& options) : diff_(diff), options_(options) {}

    /// False where there are too many, which the Diff then says.
    bool add(DiffRow row);
    std::uint32_t last() const { return static_cast<std::uint32_t>(diff_.rows.size() - 1); }
    /// When all rows are there.
    void link();

private:
    Diff& diff_;
    const DiffOptions& options_;
};

// Fill a Diff whose sides are there.
void compareStructure(Diff& diff, const DiffOptions& options, const std::stop_token& stop);
void compareLines(Diff& diff, const DiffOptions& options, const std::stop_token& stop);
void compareBytes(Diff& diff, const DiffOptions& options, const std::stop_token& stop);

} // namespace framescope::present
