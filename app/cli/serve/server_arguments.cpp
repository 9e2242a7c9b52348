// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/serve/server_arguments.h"

#include <CLI/CLI.hpp>

namespace framescope::cli {

void ServerArguments::addTo(CLI::App& command)
{
    command.add_option("--port", port, "TCP port; 0 takes a free one")->capture_default_str();
    command.add_option("--address", address, "IP address to listen on")->capture_default_str();
    auto* secure = command.add_flag(
        "--tls", tls, "Serve TLS too, on the next port, with a certificate made for this run");
    auto* ownCertificate =
        command.add_option("--cert", cert, "Use this certificate for --tls, PEM, with its chain")
            ->type_name("FILE")
            ->needs(secure);
    ownCertificate->needs(command.add_option("--key", key, "Its private key, PEM")
                              ->type_name("FILE")
                              ->needs(ownCertificate));
    command
        .add_option("--certificate", certificateFile,
                    "Write the certificate made for this run to a file, for record --ca")
        ->type_name("FILE")
        ->needs(secure)
        ->excludes(ownCertificate);
    auto* output =
        command.add_option("-o,--output", recording, "Record all clients to a file, .pcapng")
            ->type_name("FILE");
    command.add_flag("--force", replace, "Replace an existing file of that name")->needs(output);
}

} // namespace framescope::cli
