using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Tests.Features.RecoveryCodes;

[Route(Routes.User + Routes.Authentication + Segment), Route(Routes.Me + Routes.Authentication + Segment)]
internal sealed class RecoveryCodesController(RecoveryCodeStore store) : GraphController
{
    private const string Segment = "recoveryCodes";

    [HttpGet, Requires(RecoveryCodeKind.Read), Lists<RecoveryCode>]
    public async Task<IActionResult> List(TargetUser user, GraphQuery query) => Collection(user.ContextOf(Segment), await store.ListAsync(user), query);

    [HttpPost, Requires(RecoveryCodeKind.Write, SelfService = SelfService.Write)]
    [Takes<RecoveryCode>("""{"displayName":"In the safe"}"""), Answers<RecoveryCode>(201)]
    public async Task<IActionResult> Create(TargetUser user, GraphBody body)
    {
        var code = (await store.AddAsync(user, body.Of<RecoveryCode>(Version).ShortText("displayName"))).OrThrow();
        return Created(user.ContextOf(Segment), code, user.LocationOf(Segment, code.Id));
    }

    [HttpDelete("{id}"), Requires(RecoveryCodeKind.Write, SelfService = SelfService.Change), Answers(204)]
    public async Task<IActionResult> Delete(TargetUser user, string id) => Done(await store.DeleteAsync(user, id));
}
