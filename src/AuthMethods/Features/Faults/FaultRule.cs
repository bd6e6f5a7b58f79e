using System.Text.Json.Serialization;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.Faults;

/// <summary>A fault that requests of a tenant meet, so that a client's handling of it can be tested. Graph has no such thing.</summary>
[GraphType("faultRule")]
[Example("""
    {"id":"8e4b5d6f-7a8b-4c9d-8e0f-1a2b3c4d5e6f","method":"POST","path":"/users/*/authentication/**","appId":null,"share":1,"count":2,"seed":0,"status":429,
     "retryAfter":1,"delayInMilliseconds":0,"isDropped":false,"isTruncated":false,"hits":0}
    """)]
public sealed class FaultRule
{
    [JsonPropertyOrder(-1)]
    public required string Id { get; init; }

    /// <summary>The HTTP method; null for all.</summary>
    public string? Method { get; init; }

    /// <summary>The path after the version. <c>*</c> stands for one segment, and <c>**</c> at the end for all that follow.</summary>
    public required string Path { get; init; }

    /// <summary>The client id of the application that calls; null for all.</summary>
    public string? AppId { get; init; }

    /// <summary>The share of the matching requests that meet the fault, from 0 to 1.</summary>
    public double Share { get; init; } = 1;

    /// <summary>How many requests meet the fault before the rule ends; null for no limit.</summary>
    public int? Count { get; init; }

    /// <summary>Which requests the share selects: the same seed selects the same ones.</summary>
    public int Seed { get; init; }

    /// <summary>The status of the answer, from 400 to 599, with Graph's body; null if the request is answered as usual.</summary>
    public int? Status { get; init; }

    /// <summary>The <c>Retry-After</c> of the answer, in seconds.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>How long the answer is delayed.</summary>
    public int DelayInMilliseconds { get; init; }

    /// <summary>The connection is closed without an answer, before the request is executed.</summary>
    public bool IsDropped { get; init; }

    /// <summary>The request is executed, and the connection closed after half of the answer's body.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>How many requests met the fault.</summary>
    public int Hits { get; init; }
}
