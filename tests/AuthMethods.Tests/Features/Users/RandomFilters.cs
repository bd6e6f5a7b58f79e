using System.Text.Json.Nodes;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Tests.Server;
using AuthMethods.Wire;
using AuthMethods.Wire.Query;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Features.Users;

/// <summary>For any filter, the database finds the same users as LINQ over their JSON, and so does the same translation in memory.</summary>
internal static class RandomFilters
{
    private const string Everything =
        "id,displayName,surname,mail,userPrincipalName,jobTitle,accountEnabled,onPremisesSyncEnabled,createdDateTime,otherMails,proxyAddresses,userType,"
        + "assignedLicenses,assignedPlans,signInActivity";

    /// <summary>Creates varied users in a tenant and compares the results of random filters.</summary>
    public static async Task CheckAsync(TestTenant tenant, int tests)
    {
        await FillAsync(tenant);
        var admin = await tenant.AsAsync("global.admin");
        var all = (await admin.GetAnswerAsync($"/v1.0/users?$top=999&$select={Everything}")).Value.Select(u => u!).ToArray();
        var rows = await tenant.Server.QueryAsync(tenant.Id, db => db.Users.AsNoTracking().ToListAsync());
        var property = Prop.ForAll(Gen.Frequency((4, Filters(3, Leaf())), (1, Filters(2, SignInLeaf()))).ToArbitrary(), filter =>
        {
            var query = $"$count=true&$select=id&$top=999&$filter={Uri.EscapeDataString(filter.Text)}";
            var answer = admin.AnswerAsync(HttpMethod.Get, $"/v1.0/users?{query}", headers: ("ConsistencyLevel", "eventual")).GetAwaiter().GetResult();
            var found = answer.Is(System.Net.HttpStatusCode.OK).Value.Select(u => (string?)u!["id"]).ToHashSet();
            var expected = all.Where(filter.IsTrue).Select(u => (string?)u["id"]).ToHashSet();
            var inMemory = rows.Where(Condition(filter.Text)).Select(u => u.Id.ToString()).ToHashSet();
            return (found.SetEquals(expected) && (int)answer.Json["@odata.count"]! == expected.Count && found.SetEquals(inMemory))
                .Label($"{filter.Text}: {found.Count}, not {expected.Count}; in memory {inMemory.Count}");
        });
        // Not on xunit's few threads: each blocking wait would occupy one of them.
        await Task.Run(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(tests).WithReplay(20261122, 1), property));
    }

    /// <summary>The condition sent to the database, for rows in memory.</summary>
    private static Func<UserRow, bool> Condition(string filter)
    {
        var (parsed, text) = new ClauseParser(typeof(User), GraphVersion.V1).ParseFilter(filter);
        return InMemory.Condition(new FilterTranslator<UserRow>(
            filter.Contains("signInActivity", StringComparison.Ordinal) ? UserFields.WithSignInActivity : UserFields.All, text, isAdvanced: true).Translate(parsed));
    }

    private static Task FillAsync(TestTenant tenant) => tenant.Server.ChangeAsync(tenant.Id, db =>
    {
        string[] names = ["Ann", "ann b", "ÄNNE", "änne", "Zoë", "O'Neil", "a%b", "a_b", "日本", "😀 x", "[x]", "\\", "ab", "\u00DFa"];
        foreach (var (i, name) in names.Index())
        {
            var upn = $"p{i}@{tenant.Domain}";
            var user = new UserRow
            {
                TenantId = tenant.Id, Id = Guid.NewGuid(), UserPrincipalName = upn.ToUpperInvariant(), UserPrincipalNameKey = upn, DisplayName = name,
                Surname = i % 3 == 0 ? null : name, Mail = i % 2 == 0 ? null : $"{i}@Example.com", JobTitle = i % 4 == 0 ? null : "Ann",
                AccountEnabled = i % 2 == 0,
                OnPremisesSyncEnabled = i % 3 == 0 ? null : i % 3 == 1, CreatedDateTime = At.AddMilliseconds(i * 500),
                OtherMails = i % 3 == 0 ? "[]" : $$"""["Ann","x{{i}}@example.com"]""", ProxyAddresses = i % 4 == 0 ? $$"""["SMTP:{{i}}"]""" : "[]",
                UserType = i % 5 == 0 ? "Guest" : "Member",
                LastSignInDateTime = i % 3 == 0 ? null : At.AddMilliseconds(i * 500),
                LastSuccessfulSignInDateTime = i % 3 == 0 || i % 4 == 0 ? null : At.AddMilliseconds(i * 250),
            };
            user.WriteLicenses([.. Skus.Take(i % 3).Select((sku, n) => new UserLicense(sku, At, [.. Plans.Take((i + n) % 3)], []))]);
            db.Add(user);
        }

        return Task.FromResult(true);
    });

    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly string[] Texts =
        ["Ann", "ann b", "a", "ÄN", "zoë", "O'Neil", "%", "_", "a_", "日", "😀", "[", "\\", "é", "ss", "1@example.com", "x1@example.com", "", "M"];

    // The last of each has no user.
    private static readonly Guid[] Skus =
        [new("84a661c4-e949-4bd2-a560-ed7766fcaf2b"), new("00000000-0000-4000-8000-0000000000f1"), new("00000000-0000-4000-8000-0000000000f2")];
    private static readonly Guid[] Plans =
        [new("8a256a2b-b617-496d-b51b-e76466e88db0"), new("41781fb2-bc02-4b7c-bd55-b576c07bb09d"), new("00000000-0000-4000-8000-0000000000f3")];

    private static Gen<Filter> Leaf() => Gen.OneOf(TextLeaf(), InLeaf(), BooleanLeaf(), DateLeaf(), ListLeaf(), LicenseLeaf(), PlanLeaf());

    private static Gen<Filter> Filters(int depth, Gen<Filter> leaf)
    {
        if (depth == 0) return leaf;
        var pair =
            from left in Filters(depth - 1, leaf)
            from right in Filters(depth - 1, leaf)
            from isAnd in Gen.Elements(true, false)
            select isAnd
                ? new Filter($"({left.Text} and {right.Text})", u => left.IsTrue(u) && right.IsTrue(u))
                : new Filter($"({left.Text} or {right.Text})", u => left.IsTrue(u) || right.IsTrue(u));
        var not = Filters(depth - 1, leaf).Select(inner => new Filter($"not ({inner.Text})", u => !inner.IsTrue(u)));
        return Gen.OneOf(leaf, pair, not);
    }

    private static Gen<Filter> TextLeaf() =>
        from key in Gen.Elements("displayName", "surname", "jobTitle")
        from op in Gen.Elements("eq", "ne", "ge", "gt", "le", "lt", "startswith", "null", "set")
        from text in Gen.Elements(Texts)
        select op switch
        {
            "null" => new Filter($"{key} eq null", u => Key(u[key]) is null),
            "set" => new Filter($"{key} ne null", u => Key(u[key]) is not null),
            "startswith" => new Filter($"startswith({key},{Quoted(text)})", u => Key(u[key])?.StartsWith(Key(text)!, StringComparison.Ordinal) == true),
            _ => new Filter($"{key} {op} {Quoted(text)}", u => Compares(Key(u[key]), op, Key(text)!, StringComparer.Ordinal)),
        };

    private static Gen<Filter> InLeaf() =>
        from key in Gen.Elements("displayName", "mail", "userType", "userPrincipalName")
        from texts in Gen.Elements(Texts).NonEmptyListOf()
        let few = texts.Take(4).ToArray()
        select new Filter($"{key} in ({string.Join(", ", few.Select(Quoted))})", u => few.Any(t => Key(u[key]) == Key(t)));

    private static Gen<Filter> BooleanLeaf() =>
        from key in Gen.Elements("accountEnabled", "onPremisesSyncEnabled")
        from op in Gen.Elements("eq", "ne")
        from value in Gen.Elements(true, false)
        select new Filter($"{key} {op} {(value ? "true" : "false")}", u => ((bool?)u[key] == value) == (op == "eq"));

    private static Gen<Filter> DateLeaf() =>
        from op in Gen.Elements("eq", "ne", "ge", "gt", "le", "lt")
        from milliseconds in Gen.Choose(-2, 16).Select(i => i * 500)
        let at = At.AddMilliseconds(milliseconds)
        select new Filter($"createdDateTime {op} {at.UtcDateTime:yyyy-MM-ddTHH:mm:ss.FFFZ}", u =>
            Compares((DateTimeOffset?)u["createdDateTime"], op, at, Comparer<DateTimeOffset?>.Default));

    private static Gen<Filter> ListLeaf() =>
        from key in Gen.Elements("otherMails", "proxyAddresses")
        from text in Gen.Elements(Texts)
        from op in Gen.Elements("eq", "ne", "startswith", "endswith", "all", "any", "count")
        select op switch
        {
            "eq" => new Filter($"{key}/any(m:m eq {Quoted(text)})", u => Items(u, key).Any(m => m == Key(text))),
            "ne" => new Filter($"{key}/any(m: m ne {Quoted(text)})", u => Items(u, key).Any(m => m != Key(text))),
            "all" => new Filter($"{key}/all(m:m eq {Quoted(text)})", u => Items(u, key).All(m => m == Key(text))),
            "any" => new Filter($"{key}/any()", u => Items(u, key).Length > 0),
            "count" => new Filter($"{key}/$count gt {text.Length % 3}", u => Items(u, key).Length > text.Length % 3),
            "startswith" =>
                new Filter($"{key}/any(m:startswith(m,{Quoted(text)}))", u => Items(u, key).Any(m => m.StartsWith(Key(text)!, StringComparison.Ordinal))),
            _ =>
                new Filter($"{key}/any(m:endswith(m,{Quoted(text)}) and m ne 'ann')", u =>
                    Items(u, key).Any(m => m.EndsWith(Key(text)!, StringComparison.Ordinal) && m != "ann")),
        };

    private static Gen<Filter> LicenseLeaf() =>
        from sku in Gen.Elements(Skus)
        from other in Gen.Elements(Skus)
        from count in Gen.Choose(0, 2)
        from op in Gen.Elements("eq", "ne", "all", "or", "in", "count", "not")
        select op switch
        {
            "eq" => new Filter($"assignedLicenses/any(x:x/skuId eq {sku})", u => SkusOf(u).Contains(sku)),
            "ne" => new Filter($"assignedLicenses/any(x:x/skuId ne {sku})", u => SkusOf(u).Any(s => s != sku)),
            "all" => new Filter($"assignedLicenses/all(x:x/skuId eq {sku})", u => SkusOf(u).All(s => s == sku)),
            "or" => new Filter($"assignedLicenses/any(x:x/skuId eq {sku} or x/skuId eq {other})", u => SkusOf(u).Any(s => s == sku || s == other)),
            "in" => new Filter($"assignedLicenses/any(x:x/skuId in ({sku},{other}))", u => SkusOf(u).Any(s => s == sku || s == other)),
            "count" => new Filter($"assignedLicenses/$count eq {count}", u => SkusOf(u).Length == count),
            _ => new Filter($"not assignedLicenses/any(x:x/skuId eq {sku})", u => !SkusOf(u).Contains(sku)),
        };

    private static Gen<Filter> PlanLeaf() =>
        from plan in Gen.Elements(Plans)
        from service in Gen.Elements("AADPremiumService", "multifactorservice", "exchange")
        from status in Gen.Elements("Enabled", "Deleted")
        from op in Gen.Elements("plan", "service", "status", "all")
        select op switch
        {
            "plan" => new Filter($"assignedPlans/any(p:p/servicePlanId eq {plan})", u => PlansOf(u).Any(p => Is(p, "servicePlanId", $"{plan}"))),
            "service" => new Filter($"assignedPlans/any(p:p/service eq '{service}')", u => PlansOf(u).Any(p => Is(p, "service", service))),
            "status" => new Filter(
                $"assignedPlans/any(p:p/servicePlanId eq {plan} and p/capabilityStatus eq '{status}')",
                u => PlansOf(u).Any(p => Is(p, "servicePlanId", $"{plan}") && Is(p, "capabilityStatus", status))),
            _ => new Filter($"assignedPlans/all(p:p/service ne '{service}')", u => PlansOf(u).All(p => !Is(p, "service", service))),
        };

    private static Gen<Filter> SignInLeaf() =>
        from name in Gen.Elements("lastSignInDateTime", "lastSuccessfulSignInDateTime", "lastNonInteractiveSignInDateTime")
        from op in Gen.Elements("eq", "ne", "ge", "gt", "le", "lt")
        from milliseconds in Gen.Choose(-2, 16).Select(i => i * 500)
        let at = At.AddMilliseconds(milliseconds)
        select new Filter($"signInActivity/{name} {op} {at.UtcDateTime:yyyy-MM-ddTHH:mm:ss.FFFZ}", u =>
            Compares((DateTimeOffset?)u["signInActivity"]?[name], op, at, Comparer<DateTimeOffset?>.Default));

    private static Guid[] SkusOf(JsonNode user) => [.. user["assignedLicenses"]!.AsArray().Select(l => (Guid)l!["skuId"]!)];

    private static IEnumerable<JsonNode> PlansOf(JsonNode user) => user["assignedPlans"]!.AsArray().Select(p => p!);

    private static bool Is(JsonNode plan, string name, string value) => string.Equals((string?)plan[name], value, StringComparison.OrdinalIgnoreCase);

    /// <summary>A missing value is neither less nor greater than any value.</summary>
    private static bool Compares<T>(T? value, string op, T other, IComparer<T> order) => op switch
    {
        "eq" => order.Compare(value, other) == 0,
        "ne" => order.Compare(value, other) != 0,
        _ when value is null => false,
        "ge" => order.Compare(value, other) >= 0,
        "gt" => order.Compare(value, other) > 0,
        "le" => order.Compare(value, other) <= 0,
        _ => order.Compare(value, other) < 0,
    };

    private static string[] Items(JsonNode user, string key) => [.. user[key]!.AsArray().Select(m => Key(m)!)];

    private static string? Key(JsonNode? text) => ((string?)text)?.ToLowerInvariant();

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private sealed record Filter(string Text, Func<JsonNode, bool> IsTrue)
    {
        public override string ToString() => Text;
    }
}
