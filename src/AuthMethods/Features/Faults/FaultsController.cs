using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.Faults;

/// <summary>Faults that a tenant's requests meet until they are deleted, or as often as they say.</summary>
[Route(Routes.OwnTenant + "/faults"), ControlPlane]
internal sealed class FaultsController(FaultRules faults) : GraphController
{
    private const int MaxDelay = 60_000;
    private const int MaxRetryAfter = 3_600;

    /// <summary>List faults</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity-platform/reference-error-codes</remarks>
    [HttpGet, Lists<FaultRule>]
    public IActionResult List(TargetTenant tenant, GraphQuery query) => Collection(NoContext, faults.Of(tenant.Id), query);

    /// <summary>Create a fault</summary>
    /// <remarks>
    /// https://learn.microsoft.com/entra/identity-platform/reference-error-codes A `status` with Graph's own body and `retryAfter`, a delay, a
    /// connection that is dropped, or an answer that is cut. Requests with the `method` and `path` meet it, all or a share of them, until `count` did.
    /// </remarks>
    [HttpPost]
    [Takes<FaultRule>(
        """{"method":"POST","path":"/users/*/authentication/**","status":429,"retryAfter":1,"count":2}""",
        IsPartial = true, NotInExample = ["appId", "share", "seed", "delayInMilliseconds", "isDropped", "isTruncated"])]
    [Answers<FaultRule>(201)]
    public IActionResult Create(TargetTenant tenant, GraphBody body)
    {
        var rule = Read(body.Of<FaultRule>(Version));
        if (!faults.TryAdd(tenant.Id, rule)) throw GraphErrors.DirectoryBadRequest($"A tenant can have {FaultRules.MaxPerTenant} faults.");
        return Created(NoContext, rule, $"tenants/{tenant.Id}/faults/{rule.Id}");
    }

    /// <summary>Delete a fault</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity-platform/reference-error-codes</remarks>
    [HttpDelete("{id}"), Answers(204)]
    public IActionResult Delete(TargetTenant tenant, string id) =>
        faults.Remove(tenant.Id, id) ? NoContent() : throw GraphErrors.MethodNotFound();

    private static FaultRule Read(GraphBody.Sent sent)
    {
        var rule = new FaultRule
        {
            Id = Guid.NewGuid().ToString(),
            Method = sent.ShortText("method") is { } method ? method.All(char.IsAsciiLetter) ? method.ToUpperInvariant() : throw Invalid("method") : null,
            Path = sent.ShortText("path") is { } path && PathPattern.Parse(path) is not null ? path : throw Invalid("path"),
            AppId = sent.ShortText("appId") is { } app ? GuidKey.TryParse(app, out var id) ? id.ToString() : throw Invalid("appId") : null,
            Share = sent.Double("share") is { } share ? share is > 0 and <= 1 ? share : throw Invalid("share") : 1,
            Count = Limited("count", 1, int.MaxValue),
            Seed = sent.Number("seed") ?? 0,
            Status = Limited("status", 400, 599),
            RetryAfter = Limited("retryAfter", 0, MaxRetryAfter),
            DelayInMilliseconds = Limited("delayInMilliseconds", 0, MaxDelay) ?? 0,
            IsDropped = sent.Flag("isDropped") ?? false,
            IsTruncated = sent.Flag("isTruncated") ?? false,
        };
        return rule is { Status: null, DelayInMilliseconds: 0, IsDropped: false, IsTruncated: false } ? throw Invalid("status") : rule;

        int? Limited(string name, int least, int most) =>
            sent.Number(name) is not { } number ? null : number >= least && number <= most ? number : throw Invalid(name);
    }

    private static GraphException Invalid(string property) => GraphErrors.InvalidMethodValue(property);
}
