using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.Batch;

/// <summary>Up to 20 requests in one.</summary>
[Route(Routes.Root + "/$batch")]
internal sealed class BatchController : GraphController
{
    /// <summary>Send a batch of requests</summary>
    /// <remarks>
    /// https://learn.microsoft.com/graph/json-batching Each entry is answered as if it had been sent alone, and needs its own
    /// permissions. Entries run at the same time, except those that wait for the entries in their `dependsOn`.
    /// </remarks>
    [HttpPost]
    [HoldsNoDatabase]
    [Takes("""{"requests":[{"id":"1","method":"GET","url":"/users/kim@contoso.com"},{"id":"2","method":"GET","url":"/users/kim@contoso.com/authentication/methods","dependsOn":["1"]}]}""")]
    public IActionResult Post(GraphBody body) =>
        HttpContext.Features.Get<BatchEntry>() is null ? new BatchResult(BatchRequest.Read(body)) : throw GraphErrors.NestedBatch();
}
