// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/behaviours.h"
#include "tap/client/paced_writer.h"

#include <chrono>
#include <functional>
#include <string>

namespace framescope::tap {

/// How our side ends TCP on purpose.
enum class Cut {
    Fin,
    Reset,
    HalfClose ///< a FIN; what the server sends is read all the same
};

/// Does what connection::Misdeed asks for.
class Misdeeds
{
public:
    struct Hooks
    {
        PacedWriter::Later later;
        std::function<void(std::string)> tell;
        std::function<void(Cut)> cut;         ///< ends TCP now
        std::function<void(bool)> setReading; ///< whether to read from the server
    };
    Misdeeds(const PacedWriter& writer, Hooks hooks);

    /// `patience`: how long to wait until the server takes what precedes a cut. A frame that has to
    /// be cut is cut before.
    void commit(const connection::Misdeed& misdeed, std::chrono::milliseconds patience);
    /// Ends TCP once all that was put out has left this machine.
    void cutWhenSent(Cut how, std::chrono::milliseconds patience);
    /// Whether the server's data is left unread.
    bool readingStopped() const { return stops_ > 0; }

private:
    void stopReading(std::chrono::milliseconds time);

    const PacedWriter& writer_;
    const Hooks hooks_;
    int stops_ = 0; ///< number of them that have not passed
};

} // namespace framescope::tap
