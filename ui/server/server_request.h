// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/document/asyncapi_reader.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <cstdint>

namespace framescope::ui {

/// What the user wants to be served, and where.
struct ServerRequest
{
    enum class Plays { Scenarios, Recording, Contract, Demo };

    Plays plays = Plays::Scenarios;
    QStringList files;   ///< scenarios and folders of them, or one recording or contract
    bool inTime = false; ///< a recording's answers take as long as in it
    contract::Side side = contract::Side::Server; ///< whose application the contract describes
    std::chrono::milliseconds every{}; ///< a contract's messages are sent again after it; 0: once
    QString address;                   ///< an IP address to listen on
    std::uint16_t port = 0;
    bool tls = false;
};

} // namespace framescope::ui
