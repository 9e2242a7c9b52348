// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/mock/client_list.h"
#include "scenario/server/client_handler.h"

#include <string>
#include <vector>

namespace framescope::scenario {

/// Plays the demo, with a list of its clients. Must outlive the server, whose thread calls it;
/// `clients()` is for any thread.
class DemoPlay
{
public:
    /// For the Server.
    MakeHandler handlers();
    const ClientList& clients() const { return clients_; }
    /// See Mock::targets().
    std::vector<std::string> targets() const;

private:
    ClientList clients_;
};

} // namespace framescope::scenario
