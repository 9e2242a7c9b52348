// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "scenario/probe/verdict.h"

#include <QMetaType>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace framescope::scenario::probe {

/// What came of a case.
struct CaseResult
{
    std::string id = {};
    std::string title = {};
    std::string section = {};
    std::vector<std::string> autobahn = {};
    std::string expected = {};
    Verdict verdict = Verdict::NotTried;
    std::string remark = {}; ///< why; may be empty
    std::string came = {};   ///< what the server did; empty if nothing was tried
    Duration took{};
    std::string recording = {}; ///< a file; empty if it is not kept

    std::string group() const { return id.substr(0, id.find('.')); }
};

/// The load on the server: the most that a probe will make, or what it made.
struct Load
{
    std::uint64_t cases = 0;
    std::uint64_t connections = 0;
    std::uint64_t bytes = 0; ///< sent
};

/// What a probe found.
struct ProbeResult
{
    std::vector<CaseResult> cases; ///< in the order of the list
    std::string error;             ///< why nothing was tried; empty otherwise
    std::string server;            ///< what is known of it: "sends messages back", …
    Load load;                     ///< that was made
    Duration took{};
    bool interrupted = false;

    std::uint64_t count(Verdict verdict) const;
};

} // namespace framescope::scenario::probe

Q_DECLARE_METATYPE(framescope::scenario::probe::CaseResult)
Q_DECLARE_METATYPE(framescope::scenario::probe::ProbeResult)
Q_DECLARE_METATYPE(framescope::scenario::probe::Load)
