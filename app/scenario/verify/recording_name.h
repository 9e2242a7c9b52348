// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>
#include <vector>

namespace framescope::scenario {

/// The recording of a parallel connection, beside that of the first one: "/a/run-NAME.pcapng" for
/// "/a/run.pcapng"; "/a/run-NAME-2.pcapng" if there is one of that name among the others.
QString recordingOf(const QString& recording, const std::string& name,
                    const std::vector<std::string>& others);

} // namespace framescope::scenario
