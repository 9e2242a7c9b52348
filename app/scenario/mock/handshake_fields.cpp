// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/mock/handshake_fields.h"

#include "base/text/qt_string.h"

#include <QUrlQuery>

namespace framescope::scenario {

contract::HandshakeFields handshakeFields(const wire::HttpHead& request)
{
    contract::HandshakeFields fields;
    const std::string_view target = request.target;
    const std::size_t mark = target.find('?');
    const QUrlQuery query(mark == target.npos ? QString() : toQString(target.substr(mark + 1)));
    for (const auto& [name, value] : query.queryItems(QUrl::FullyDecoded)) {
        fields.query.emplace_back(name.toStdString(), value.toStdString());
    }
    for (const wire::HeaderField& field : request.fields) {
        fields.headers.emplace_back(field.name, field.value);
    }
    return fields;
}

} // namespace framescope::scenario
