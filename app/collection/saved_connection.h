// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection_options.h"
#include "message/draft.h"

#include <QString>

#include <vector>

namespace framescope::collection {

/// A message that is kept with a connection.
struct SavedMessage
{
    QString name;
    message::Draft draft;

    friend bool operator==(const SavedMessage&, const SavedMessage&) = default;
};

/// A connection with a name, as it is written: its texts may have templates, {{name}}.
struct SavedConnection
{
    QString name;
    QString address; ///< as typed in the address bar
    /// Everything but the URL and the resource, which come from `address`.
    connection::ConnectionOptions options;
    std::vector<SavedMessage> messages;
    /// Where the files that the options name are, if they have no whole path; empty: the folder of
    /// the process. It is that of the file it was read from, and is not written.
    QString folder = {};
};

} // namespace framescope::collection
