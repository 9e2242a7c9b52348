// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>

#include <QString>

namespace framescope::tap {

/// A limit as it is told: "5 s", "0.3 s".
inline std::string secondsText(std::chrono::milliseconds time)
{
    return QStringLiteral("%1 s").arg(static_cast<double>(time.count()) / 1000).toStdString();
}

} // namespace framescope::tap
