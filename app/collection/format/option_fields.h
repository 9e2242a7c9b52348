// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collection/yaml/yaml_field.h"
#include "connection/connection_options.h"

#include <span>

namespace framescope::collection {

/// The keys of a connection's options, in the order in which they are written.
std::span<const YamlField<connection::ConnectionOptions>> optionFields();

/// The values of `authorization`, `tls`, `proxy`, `compression` and `reconnect`.
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

} // namespace framescope::collection
