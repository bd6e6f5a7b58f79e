using System.Text.Json.Nodes;

namespace AuthMethods.Testing;

/// <summary>Failures that a tenant's requests meet, with Graph's own bodies.</summary>
public sealed class TestFaults
{
    private readonly TestTenant _tenant;

    internal TestFaults(TestTenant tenant) => _tenant = tenant;

    /// <summary>Adds a rule: <c>Add(r => r.Post("/users/*/authentication/**").Next(2).Answer(429, retryAfter: 1))</c>.</summary>
    public void Add(Func<TestFault, TestFault> rule) => _tenant.Control(HttpMethod.Post, "faults", rule(new()).Rule);

    /// <summary>Removes all rules.</summary>
    public void Clear() => _tenant.Control(HttpMethod.Delete, "faults");
}

/// <summary>Which requests fail, and how. In a path <c>*</c> is one segment, and <c>**</c> at the end any number.</summary>
public sealed class TestFault
{
    internal TestFault()
    {
    }

    internal JsonObject Rule { get; } = new() { ["path"] = "/**" };

    /// <summary>Requests with any method.</summary>
    public TestFault Any(string path) => With("path", path);

    /// <summary>GET requests.</summary>
    public TestFault Get(string path) => Of("GET", path);

    /// <summary>POST requests.</summary>
    public TestFault Post(string path) => Of("POST", path);

    /// <summary>PATCH requests.</summary>
    public TestFault Patch(string path) => Of("PATCH", path);

    /// <summary>DELETE requests.</summary>
    public TestFault Delete(string path) => Of("DELETE", path);

    /// <summary>Only requests of an application.</summary>
    public TestFault Of(Guid application) => With("appId", application.ToString());

    /// <summary>Only the next requests, so many of them.</summary>
    public TestFault Next(int count) => With("count", count);

    /// <summary>A share of the requests, between 0 and 1. The same seed selects the same ones.</summary>
    public TestFault Share(double share, int seed = 0) => With("share", share).With("seed", seed);

    /// <summary>Answers with an error.</summary>
    /// <param name="status">The status, such as 429 or 503.</param>
    /// <param name="retryAfter">The seconds in <c>Retry-After</c>.</param>
    public TestFault Answer(int status, int? retryAfter = null) => retryAfter is { } seconds
        ? With("status", status).With("retryAfter", seconds)
        : With("status", status);

    /// <summary>Waits before the request is answered.</summary>
    public TestFault Delay(TimeSpan time) => With("delayInMilliseconds", (int)time.TotalMilliseconds);

    /// <summary>Closes the connection instead of an answer.</summary>
    public TestFault Drop() => With("isDropped", true);

    /// <summary>Closes the connection after half of the answer.</summary>
    public TestFault Truncate() => With("isTruncated", true);

    private TestFault Of(string method, string path) => With("method", method).With("path", path);

    private TestFault With(string name, JsonNode value)
    {
        Rule[name] = value;
        return this;
    }
}
