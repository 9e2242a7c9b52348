// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace CLI {
class App;
}

namespace framescope::cli {

/// Where a server listens and what it keeps, as given on the command line.
struct ServerArguments
{
    bool tls = false;
    std::uint16_t port = 8765;
    std::string address = "127.0.0.1";
    std::string certificateFile; ///< to write the certificate of this run to
    std::string cert;            ///< a certificate of the user's own
    std::string key;
    std::string recording; ///< empty: nothing is recorded
    bool replace = false;

    void addTo(CLI::App& command);
};

} // namespace framescope::cli
