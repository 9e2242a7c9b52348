// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>

namespace framescope::present {

/// What a row or a cell means; the window decides on colour and icon.
enum class Tone {
    Neutral,
    LifeCycle,
    Incoming,
    Outgoing,
    Control,
    Good,
    Warning,
    Bad,
};

} // namespace framescope::present

Q_DECLARE_METATYPE(framescope::present::Tone)
