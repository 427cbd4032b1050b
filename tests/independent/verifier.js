/**
 * A verifier that knows the service only by its addresses: `jose` checks every signature by the
 * published keys, `@sd-jwt/jwt-status-list` reads the published list. From standard input
 * {issuer, presentations: ["credential~proof" or "credential"]}; one answer each to standard output.
 */

import { createHash } from "node:crypto";
import { text } from "node:stream/consumers";

import { getListFromStatusListJWT } from "@sd-jwt/jwt-status-list";
import { createRemoteJWKSet, errors, importJWK, jwtVerify } from "jose";

const { issuer, presentations } = JSON.parse(await text(process.stdin));
const keys = createRemoteJWKSet(new URL("/.well-known/jwks.json", issuer));
const algorithms = ["ES256"];

const answers = [];
for (const presentation of presentations) answers.push(await judge(presentation));
process.stdout.write(JSON.stringify(answers));

async function judge(presentation) {
  const [credential, proof] = presentation.split("~");
  try {
    const claims = await verifyCredential(credential);
    const proofAt = claims.cnf === undefined ? null : await verifyProof(proof, credential, claims);
    const status = await readStatus(claims.status.status_list);
    return { serial: claims.sub, honours: claims.honours, proof_at: proofAt, status };
  } catch (error) {
    if (error instanceof errors.JOSEError) return { refused: error.code };
    throw error;
  }
}

async function verifyCredential(credential) {
  const requiredClaims = ["iss", "sub", "iat", "exp", "honours", "status"];
  const expected = { issuer, typ: "jz-credential+jwt", algorithms, requiredClaims };
  return (await jwtVerify(credential, keys, expected)).payload;
}

/** The second of the proof, which holds for this very credential only. */
async function verifyProof(proof, credential, { cnf }) {
  const phone = await importJWK(cnf.jwk, "ES256");
  const expected = { typ: "jz-proof+jwt", algorithms, maxTokenAge: "60s", clockTolerance: 30 };
  const { payload } = await jwtVerify(proof, phone, expected);
  const hash = createHash("sha256").update(credential).digest("base64url");
  if (payload.cth !== hash) throw new errors.JWTClaimValidationFailed("of another", payload, "cth");
  return payload.iat;
}

async function readStatus({ idx, uri }) {
  const answer = await fetch(uri, { headers: { Accept: "application/statuslist+jwt" } });
  if (!answer.ok) throw new Error(`${uri} answers ${answer.status}`);
  const list = await answer.text();
  const requiredClaims = ["iat", "exp", "ttl"];
  await jwtVerify(list, keys, { subject: uri, typ: "statuslist+jwt", algorithms, requiredClaims });
  return getListFromStatusListJWT(list).getStatus(idx);
}
