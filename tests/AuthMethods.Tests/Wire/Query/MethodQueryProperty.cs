using System.Text.Json.Nodes;
using AuthMethods.Tests.Server;
using FsCheck;
using FsCheck.Fluent;

namespace AuthMethods.Tests.Wire.Query;

/// <summary>For any query of a collection, the answer equals that of LINQ over the whole collection.</summary>
public sealed class MethodQueryProperty
{
    private static readonly string[] Types = ["mobile", "alternateMobile", "office"];

    [Fact]
    public async Task List_WithAnyFilterAndOrder_IsWhatLinqWouldAnswer()
    {
        var tenant = await SharedServer.TenantAsync();
        var admin = await tenant.AsAsync("global.admin");
        var phones = $"/v1.0/users/{tenant.Name("balas")}/authentication/phoneMethods";
        foreach (var (type, i) in Types.Select((type, i) => (type, i)))
        {
            (await admin.PostAnswerAsync(phones, $$"""{"phoneNumber":"+1 555555010{{i}}","phoneType":"{{type}}"}""")).Is(System.Net.HttpStatusCode.Created);
        }

        var all = (await admin.GetAnswerAsync(phones)).Value.Select(p => p!).ToArray();
        var property = Prop.ForAll(Queries().ToArbitrary(), asked =>
        {
            var answer = admin.GetAnswerAsync($"{phones}?{asked.Text}").GetAwaiter().GetResult();
            var expected = asked.Apply(all).Select(p => (string?)p["id"]).ToArray();
            return answer.Value.Select(p => (string?)p!["id"]).SequenceEqual(expected)
                && (int)answer.Json["@odata.count"]! == all.Count(asked.Filter.IsTrue);
        });
        // Not on xunit's few threads: each blocking wait would occupy one of them.
        await Task.Run(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(150).WithReplay(20261122, 1), property));
    }

    private static Gen<Asked> Queries() =>
        from filter in Filters(2)
        from key in Gen.Elements("id", "phoneNumber", "phoneType")
        from isDescending in Gen.Elements(true, false)
        from top in Gen.Choose(0, 4)
        select new Asked(filter, key, isDescending, top);

    private static Gen<Filter> Filters(int depth)
    {
        var leaf =
            from key in Gen.Elements("phoneType", "phoneNumber", "smsSignInState")
            from value in Gen.Elements("mobile", "alternateMobile", "office", "+1 5555550101", "notSupported", "O'Neil", "")
            from isEqual in Gen.Elements(true, false)
            select new Filter(
                $"{key} {(isEqual ? "eq" : "ne")} '{value.Replace("'", "''", StringComparison.Ordinal)}'", p => ((string?)p[key] == value) == isEqual);
        if (depth == 0) return leaf;
        var pair =
            from left in Filters(depth - 1)
            from right in Filters(depth - 1)
            from isAnd in Gen.Elements(true, false)
            select isAnd
                ? new Filter($"({left.Text} and {right.Text})", p => left.IsTrue(p) && right.IsTrue(p))
                : new Filter($"({left.Text} or {right.Text})", p => left.IsTrue(p) || right.IsTrue(p));
        var not = Filters(depth - 1).Select(inner => new Filter($"not ({inner.Text})", p => !inner.IsTrue(p)));
        return Gen.OneOf(leaf, pair, not);
    }

    private sealed record Filter(string Text, Func<JsonNode, bool> IsTrue);

    private sealed record Asked(Filter Filter, string Key, bool Descending, int Top)
    {
        public string Text => $"$count=true&$filter={Uri.EscapeDataString(Filter.Text)}&$orderby={Key}{(Descending ? " desc" : "")}&$top={Top}";

        public IEnumerable<JsonNode> Apply(IEnumerable<JsonNode> all)
        {
            var kept = all.Where(Filter.IsTrue);
            return Descending ? kept.OrderByDescending(Of, StringComparer.Ordinal) : kept.OrderBy(Of, StringComparer.Ordinal);
        }

        private string? Of(JsonNode phone) => (string?)phone[Key];
    }
}
