# SPDX-License-Identifier: GPL-3.0-or-later
set(decoding_sources
    decoded_terms.cpp decoded_terms.h
    decoding.cpp decoding.h
    decoding_base64.cpp decoding_base64.h
    decoding_bson.cpp decoding_bytes.h
    decoding_cbor.cpp
    decoding_envelope.cpp decoding_envelope.h
    decoding_item.h decoding_messagepack.cpp
    decoding_job.cpp decoding_job.h
    decoding_model.cpp decoding_model.h
    decoding_numbers.cpp decoding_numbers.h
    decoding_payload.cpp decoding_payload.h
    decoding_plausible.cpp decoding_plausible.h
    decoding_reader.cpp decoding_reader.h
    decoding_text.cpp decoding_text.h
    decoding_tree.cpp decoding_tree.h
    diff.cpp diff.h diff_match.h
    diff_flat.cpp diff_job.cpp diff_job.h
    diff_model.cpp diff_model.h diff_rows.h
    diff_structure.cpp
    value_copy.cpp value_copy.h)
