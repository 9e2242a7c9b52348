// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/details/connection_details.h"
#include "timeline/details/ending_details.h"
#include "timeline/details/handshake_details.h"
#include "timeline/details/note_details.h"
#include "timeline/details/value.h"
#include "timeline/index/event_type.h"

#include <string>
#include <variant>
#include <vector>

namespace framescope::timeline {

// What life-cycle events say: the `detail` object of a JSON line, as values.
//
// A comment of a recording becomes one of these where it is read (`lifeCycleOf`); nothing behind
// that looks into JSON. A member that has another type than it should stays among `others`, and
// the detail says so: `malformed` lists such names. A null says nothing and is among `others`.
//
// To add a member: add it to the struct and to its `eachMember`, at the place where it is to be
// written. It is read, written, shown in the details, found by the filter, and cleaned of secrets
// by that. What a row says of it in one line is in transcript/event_text.cpp and
// present/life_cycle_text.cpp.

using LifeCycle = std::variant<NoteDetail, ConnectingDetail, ResolvedDetail, ConnectedDetail,
                               SecuredDetail, RequestDetail, ResponseDetail, OpenDetail,
                               ErrorDetail, ClosedDetail, BehaviourDetail>;

/// The comment of an event of that type. Requests, responses and `open` are made from bytes.
LifeCycle lifeCycleOf(Type type, Members members);
/// The same as `like` with other members; of a request or response, `like` itself.
LifeCycle withMembers(const LifeCycle& like, Members members);

/// All that it says, in the order of the schema; then what the comment had beside it, then
/// `malformed`.
Members membersOf(const LifeCycle& detail);
/// The names of members whose value has another type than it should.
std::vector<std::string> malformedMembers(const LifeCycle& detail);

} // namespace framescope::timeline
