using System.Collections.Concurrent;
using System.Collections.Immutable;
using AuthMethods.Wire;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Features.Faults;

/// <summary>The faults of each tenant, in the memory of this server.</summary>
internal sealed class FaultRules
{
    public const int MaxPerTenant = 100;

    private readonly ConcurrentDictionary<Guid, ImmutableArray<ActiveFault>> _ofTenants = new();

    public IReadOnlyList<FaultRule> Of(Guid tenant) => [.. ActiveOf(tenant).Select(fault => fault.ToWire())];

    /// <summary>False if the tenant has too many.</summary>
    public bool TryAdd(Guid tenant, FaultRule rule)
    {
        while (true)
        {
            var known = ActiveOf(tenant);
            if (known.Length == MaxPerTenant) return false;
            var added = known.Add(new(rule));
            if (known.IsEmpty ? _ofTenants.TryAdd(tenant, added) : _ofTenants.TryUpdate(tenant, added, known)) return true;
        }
    }

    /// <summary>False if there is none with the id.</summary>
    public bool Remove(Guid tenant, string id)
    {
        while (_ofTenants.TryGetValue(tenant, out var known))
        {
            var left = known.RemoveAll(fault => fault.Rule.Id == id);
            if (left.Length == known.Length) return false;
            if (left.IsEmpty ? _ofTenants.TryRemove(new(tenant, known)) : _ofTenants.TryUpdate(tenant, left, known)) return true;
        }

        return false;
    }

    /// <summary>The first fault that a request meets, which then counts as met; null if there is none.</summary>
    public FaultRule? Meet(HttpRequest request, CallingApplication application)
    {
        if (_ofTenants.IsEmpty) return null;
        foreach (var fault in ActiveOf(application.TenantId))
        {
            if (fault.IsFor(request, application) && fault.Meet()) return fault.Rule;
        }

        return null;
    }

    private ImmutableArray<ActiveFault> ActiveOf(Guid tenant) => _ofTenants.TryGetValue(tenant, out var known) ? known : [];

    private sealed class ActiveFault(FaultRule rule)
    {
        private readonly PathPattern _path = PathPattern.Parse(rule.Path)!;
        private readonly Random _random = new(rule.Seed);
        private readonly Lock _lock = new();
        private int _hits;

        public FaultRule Rule => rule;

        public bool IsFor(HttpRequest request, CallingApplication application) =>
            (rule.Method is null || rule.Method.Equals(request.Method, StringComparison.OrdinalIgnoreCase))
            && (rule.AppId is null || rule.AppId.Equals(application.Id.ToString(), StringComparison.OrdinalIgnoreCase))
            && _path.Matches(request.Path.Value!);

        public bool Meet()
        {
            lock (_lock)
            {
                if (_hits >= rule.Count || (rule.Share < 1 && _random.NextDouble() >= rule.Share)) return false;
                _hits++;
                return true;
            }
        }

        public FaultRule ToWire() => new()
        {
            Id = rule.Id, Method = rule.Method, Path = rule.Path, AppId = rule.AppId, Share = rule.Share, Count = rule.Count, Seed = rule.Seed,
            Status = rule.Status, RetryAfter = rule.RetryAfter, DelayInMilliseconds = rule.DelayInMilliseconds, IsDropped = rule.IsDropped,
            IsTruncated = rule.IsTruncated, Hits = Volatile.Read(ref _hits),
        };
    }
}
