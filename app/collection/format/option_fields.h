// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collection/yaml/yaml_field.h"
#include "connection/connection_options.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::collection {

/// The keys of a connection's options, in the order in which they are written.
std::span<const YamlField<connection::ConnectionOptions>> optionFields();

/// The keys of the map that is the value of an option, such as `tls`, or of a key within it, such
/// as `basic`; empty if it has none.
std::vector<std::string> keysWithin(std::string_view option);

/// The values of `authorization`, `tls`, `proxy`, `compression`, `reconnect` and `timeouts`.
void readAuthorization(const YamlValue& value, connection::ConnectionOptions& into,
                       YamlReader& reader);
YamlValue writeAuthorization(const connection::ConnectionOptions& from);
void readTls(const YamlValue& value, connection::ConnectionOptions& into, YamlReader& reader);
YamlValue writeTls(const connection::ConnectionOptions& from);
void readProxy(const YamlValue& value, connection::ConnectionOptions& into, YamlReader& reader);
YamlValue writeProxy(const connection::ConnectionOptions& from);
void readCompression(const YamlValue& value, connection::ConnectionOptions& into,
                     YamlReader& reader);
YamlValue writeCompression(const connection::ConnectionOptions& from);
void readReconnecting(const YamlValue& value, connection::ConnectionOptions& into,
                      YamlReader& reader);
YamlValue writeReconnecting(const connection::ConnectionOptions& from);
void readTimeouts(const YamlValue& value, connection::ConnectionOptions& into, YamlReader& reader);
YamlValue writeTimeouts(const connection::ConnectionOptions& from);

} // namespace framescope::collection
