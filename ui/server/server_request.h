// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <cstdint>

namespace framescope::ui {

/// What the user wants to be served, and where.
struct ServerRequest
{
    enum class Plays { Scenarios, Recording, Demo };

    Plays plays = Plays::Scenarios;
    QStringList files;   ///< scenarios and folders of them, or one recording
    bool inTime = false; ///< a recording's answers take as long as in it
    QString address;     ///< an IP address to listen on
    std::uint16_t port = 0;
    bool tls = false;
};

} // namespace framescope::ui
