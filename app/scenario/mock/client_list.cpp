// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/mock/client_list.h"

namespace framescope::scenario {

std::vector<ClientList::Client> ClientList::clients() const
{
    const std::scoped_lock lock(mutex_);
    return {clients_.begin(), clients_.end()};
}

std::uint64_t ClientList::total() const
{
    const std::scoped_lock lock(mutex_);
    return total_;
}

std::uint64_t ClientList::add(const ServerConnection& connection)
{
    const std::scoped_lock lock(mutex_);
    Client client;
    client.number = ++total_;
    client.connection = connection.recordedAs();
    client.address = connection.endpoints().client.toString();
    clients_.push_back(std::move(client));
    if (clients_.size() > Most) {
        clients_.pop_front();
    }
    return total_;
}

} // namespace framescope::scenario
